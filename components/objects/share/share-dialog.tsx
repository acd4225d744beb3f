'use client'
import { useState } from 'react'
import { ManagedForm } from '@/components/links/managed-form.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Segmented } from '@/components/ui/segmented.tsx'
import { countOf } from '@/lib/format/counts.ts'
import { LINK_KEYS_MAX } from '@/lib/links/limits.ts'
import { keyName } from '@/lib/objects/key-name.ts'
import { PresignedPart } from './presigned-part.tsx'
import { folderName, onlyKey, type ShareTarget } from './share-target.ts'

type Props = {
  connection: string
  bucket: string
  target: ShareTarget
  open: boolean
  onOpenChange: (open: boolean) => void
}
type Kind = 'managed' | 'presigned'

const KINDS: { value: Kind; label: string }[] = [
  { value: 'managed', label: 'Managed link' },
  { value: 'presigned', label: 'Presigned URL' },
]

/** A link to an object, to several, or to a folder: ours, which can be taken back, or the storage's own URL. */
export function ShareDialog({ connection, bucket, target, open, onOpenChange }: Props) {
  const [kind, setKind] = useState<Kind>('managed')
  const shared = { connection, bucket, target }
  return (
    <Dialog title={<Title bucket={bucket} target={target} />} open={open} onOpenChange={onOpenChange}>
      {open && (
        <>
          <div className="grid gap-1 gap-x-2.5 sm:grid-cols-[104px_1fr]">
            <span aria-hidden className="pt-[5px] text-muted">
              Kind
            </span>
            <div className="grid justify-items-start gap-1.5">
              <Segmented label="Kind" value={kind} options={KINDS} onValue={setKind} />
              <p className="text-sm text-faint">
                {kind === 'managed'
                  ? 'Can be revoked, counts its downloads'
                  : 'The storage’s own URL: works without Stowage, cannot be withdrawn'}
              </p>
            </div>
          </div>
          {kind === 'presigned' ? <PresignedPart {...shared} /> : <ManagedPart {...shared} />}
        </>
      )}
    </Dialog>
  )
}

function ManagedPart({ connection, bucket, target }: Pick<Props, 'connection' | 'bucket' | 'target'>) {
  if (target.kind === 'objects' && target.keys.length > LINK_KEYS_MAX) {
    return (
      <p className="text-muted">
        One link names {countOf(LINK_KEYS_MAX, 'object')} at most. Select fewer, or share the folder that holds them.
      </p>
    )
  }
  return <ManagedForm connection={connection} bucket={bucket} target={target} />
}

function Title({ bucket, target }: Pick<Props, 'bucket' | 'target'>) {
  const key = onlyKey(target)
  if (target.kind === 'objects' && key === null) return `Share ${countOf(target.keys.length, 'object')}`
  if (key !== null) return <Named before="Share" name={keyName(key)} />
  const folder = target.kind === 'folder' ? folderName(target.prefix) : ''
  return folder === '' ? (
    <Named before="Share everything in" name={bucket} />
  ) : (
    <Named before="Share the folder" name={`${folder}/`} />
  )
}

const Named = ({ before, name }: { before: string; name: string }) => (
  <>
    {before} <bdi className="font-mono">{name}</bdi>
  </>
)
