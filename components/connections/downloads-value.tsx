import { Time } from '@/components/ui/time.tsx'
import type { ConnectionInfo } from '@/lib/connections/schema.ts'

/** By which way downloads go, and what that was decided by. */
export function DownloadsValue({ info: { downloads, downloadsReason, reached } }: { info: ConnectionInfo }) {
  const way = downloads === 'presigned' ? 'Straight from the storage' : 'Through Stowage'
  if (downloadsReason === 'setting') return `${way} (STOWAGE_DOWNLOADS)`
  if (reached === null) return `${way}; no browser has tried yet`
  return (
    <>
      {way}; {reached.downloads === 'presigned' ? 'a browser reached it' : 'a browser did not reach it'} (
      <Time value={reached.at} />, {reached.by})
    </>
  )
}
