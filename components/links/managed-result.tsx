'use client'
import { LinkResult } from '@/components/objects/share/link-result.tsx'
import { folderName, onlyKey, type ShareTarget } from '@/components/objects/share/share-target.ts'
import { Button } from '@/components/ui/button.tsx'
import { ButtonLink } from '@/components/ui/button-link.tsx'
import { fileNameOf } from '@/lib/http/content-disposition.ts'
import type { LinkCreated } from '@/lib/links/schema.ts'
import { linksHref } from '@/lib/paths.ts'
import type { LinkEnd } from '@/lib/presign/ends.ts'
import { type ManagedScript, managedCurl, managedPython } from '@/lib/scripts/managed-link.ts'
import { deliverySentence } from './delivery-words.ts'
import { LinkTools } from './link-tools.tsx'
import { ManagedEndNote } from './managed-end-note.tsx'

type Props = {
  link: LinkCreated
  target: ShareTarget
  connection: string
  now: Date
  presigned: LinkEnd | null
  onAgain: () => void
}

/** The link that was made, as the server tells of it. */
export function ManagedResult({ link, target, connection, now, presigned, onAgain }: Props) {
  const script = scriptOf(link, target)
  return (
    <>
      <LinkResult url={link.url} />
      <ManagedEndNote
        made
        now={now}
        endsAt={link.expiresAt === null ? null : new Date(link.expiresAt)}
        limitedBy={link.limitedBy}
        delivery={deliverySentence(link.delivery, link.deliveryReasons)}
        presigned={presigned}
      />
      <p className="text-sm text-muted">
        This address is shown only now: Stowage keeps a hash of it. The link itself is in the register, where it can be
        changed and ended.
      </p>
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
          { label: 'curl', code: managedCurl(script) },
          { label: 'Python', code: managedPython(script) },
        ]}
      />
    </>
  )
}

function scriptOf({ url, bucket, hasPassword, fileName }: LinkCreated, target: ShareTarget): ManagedScript {
  const key = onlyKey(target)
  if (key !== null) return { url, what: 'file', hasPassword, fileName: fileName || fileNameOf(key) }
  const name = target.kind === 'folder' ? folderName(target.prefix) || bucket : bucket
  return { url, what: 'zip', hasPassword, fileName: `${name}.zip` }
}
