'use client'
import { Dialog } from '@/components/ui/dialog.tsx'
import { countOf } from '@/lib/format/counts.ts'
import { keyName } from '@/lib/objects/key-name.ts'
import { PRESIGN_KEYS_MAX } from '@/lib/presign/limits.ts'
import { hasDotSegment } from '@/lib/s3/names.ts'
import { NotPresignable } from './not-presignable.tsx'
import { ShareForm } from './share-form.tsx'

type Props = {
  connection: string
  bucket: string
  keys: readonly string[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** A presigned URL of one object, or a list of them; true about when they end. */
export function ShareDialog({ connection, bucket, keys, open, onOpenChange }: Props) {
  const [key] = keys
  const only = keys.length === 1 ? key : undefined
  const title =
    only === undefined ? (
      `Share ${countOf(keys.length, 'object')}`
    ) : (
      <>
        Share <bdi className="font-mono">{keyName(only)}</bdi>
      </>
    )
  return (
    <Dialog title={title} open={open} onOpenChange={onOpenChange}>
      {open && only !== undefined && hasDotSegment(only) && (
        <NotPresignable connection={connection} bucket={bucket} objectKey={only} />
      )}
      {open && keys.length > PRESIGN_KEYS_MAX && (
        <p className="text-muted">
          Links are made for {countOf(PRESIGN_KEYS_MAX, 'object')} at a time at most. Select fewer, or ask the API in
          parts.
        </p>
      )}
      {open && keys.length <= PRESIGN_KEYS_MAX && !(only !== undefined && hasDotSegment(only)) && (
        <ShareForm connection={connection} bucket={bucket} keys={keys} />
      )}
    </Dialog>
  )
}
