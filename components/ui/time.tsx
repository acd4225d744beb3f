import { formatAbsolute, formatIso, formatRelative, type Moment } from '@/lib/format/dates.ts'

type Props = { value: Moment | null /** `absolute` shows the full time itself. */; show?: 'relative' | 'absolute' }

/** A relative time that always carries its absolute one; a dash where there is none. */
export function Time({ value, show = 'relative' }: Props) {
  if (value === null || formatIso(value) === '') return <span className="text-faint">—</span>
  const absolute = formatAbsolute(value)
  // The server's "now" and the browser's differ by the length of the answer: React may keep the browser's.
  return (
    <time dateTime={formatIso(value)} title={absolute} className="tabular-nums" suppressHydrationWarning>
      {show === 'absolute' ? absolute : formatRelative(value)}
    </time>
  )
}
