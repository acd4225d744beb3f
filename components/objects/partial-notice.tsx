import { Notice } from '@/components/ui/notice.tsx'
import type { ListingStatus } from './listing-status.ts'

/** Above a table that does not hold everything: why. What to do about it is in the line below the table. */
export function PartialNotice({ status }: { status: ListingStatus }) {
  if (status.kind !== 'partial') return null
  return (
    <Notice tone={status.stopped ? 'warn' : 'bad'} live className="shrink-0 rounded-none">
      {status.detail}
    </Notice>
  )
}
