'use client'
import { LinkResult } from '@/components/objects/share/link-result.tsx'
import { useConnectionInfo } from '@/components/scripts/use-connection-info.ts'
import { Button } from '@/components/ui/button.tsx'
import { ButtonLink } from '@/components/ui/button-link.tsx'
import type { LinkCreated } from '@/lib/links/schema.ts'
import { linksHref } from '@/lib/paths.ts'
import { scriptConnection } from '@/lib/scripts/connection.ts'
import { uploadCurl } from '@/lib/scripts/managed-link.ts'
import { uploadCors } from '@/lib/scripts/upload-cors.ts'
import { LinkTools } from './link-tools.tsx'
import { ManagedEndNote } from './managed-end-note.tsx'

type Props = { link: LinkCreated; connection: string; now: Date; onAgain: () => void }

const CORS_NOTE =
  'With it, browsers send files straight to the storage. Without it, they go through Stowage, which works as well.'

/** The request that was made, to be handed to whoever shall send files. */
export function RequestResult({ link, connection, now, onAgain }: Props) {
  const info = useConnectionInfo(connection, true)
  const details = info.state === 'ready' ? info.value : null
  const scripts = { origin: new URL(link.url).origin, connection: scriptConnection(connection, details) }
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
      <LinkTools
        url={link.url}
        hasPassword={link.hasPassword}
        scripts={[
          { label: 'curl', code: uploadCurl(link) },
          { label: 'CORS rule', code: uploadCors(link.bucket, scripts), note: CORS_NOTE },
        ]}
      />
    </>
  )
}
