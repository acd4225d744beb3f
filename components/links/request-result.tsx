'use client'
import { LinkResult } from '@/components/objects/share/link-result.tsx'
import { Button } from '@/components/ui/button.tsx'
import { ButtonLink } from '@/components/ui/button-link.tsx'
import type { LinkCreated } from '@/lib/links/schema.ts'
import { linksHref } from '@/lib/paths.ts'
import { uploadCurl } from '@/lib/scripts/managed-link.ts'
import { LinkTools } from './link-tools.tsx'
import { ManagedEndNote } from './managed-end-note.tsx'

type Props = { link: LinkCreated; connection: string; now: Date; onAgain: () => void }

/** The request that was made, to be handed to whoever shall send files. */
export function RequestResult({ link, connection, now, onAgain }: Props) {
  return (
    <>
      <LinkResult url={link.url} />
      <ManagedEndNote
        made
        now={now}
        endsAt={link.expiresAt === null ? null : new Date(link.expiresAt)}
        limitedBy={link.limitedBy}
        delivery="Who has it can send files, and sees none. What comes in is listed on the page Links, beside the link."
        presigned={null}
      />
      <p className="text-sm text-muted">This address is shown only now: Stowage keeps a hash of it.</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onAgain}>
          Make another
        </Button>
        <ButtonLink size="sm" href={linksHref({ id: link.id, connection })}>
          See it in Links
        </ButtonLink>
      </div>
      <LinkTools url={link.url} hasPassword={link.hasPassword} scripts={[{ label: 'curl', code: uploadCurl(link) }]} />
    </>
  )
}
