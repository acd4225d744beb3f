'use client'
import { useInteractive } from '@/components/ui/use-interactive.ts'
import { formatAbsolute, formatIso } from '@/lib/format/dates.ts'
import { formatLocal, formatUtc } from '@/lib/format/local-time.ts'

/** In UTC as the server sent it; in the reader's own zone where scripts run. Both name their zone. */
export function LocalTime({ value }: { value: string }) {
  const local = useInteractive()
  return (
    <time dateTime={formatIso(value)} title={formatAbsolute(value)} className="tabular-nums">
      {local ? formatLocal(value) : formatUtc(value)}
    </time>
  )
}
