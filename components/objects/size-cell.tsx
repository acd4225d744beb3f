import { formatBytes, formatExactBytes } from '@/lib/format/bytes.ts'
import { sizeShare } from './size-share.ts'

/** The size, and a hairline whose length is its logarithm. */
export function SizeCell({ sizeBytes }: { sizeBytes: number | null }) {
  if (sizeBytes === null) return <span className="text-faint">—</span>
  return (
    <span title={formatExactBytes(sizeBytes)} className="relative flex h-full w-full items-center justify-end">
      {formatBytes(sizeBytes)}
      <span
        aria-hidden
        style={{ width: `${Math.round(sizeShare(sizeBytes) * 88)}px` }}
        className="absolute right-0 bottom-0.5 h-0.5 max-w-full rounded-full bg-accent opacity-55"
      />
    </span>
  )
}
