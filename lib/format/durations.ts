const PARTS = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3600, one: 'h', many: 'h' },
  { seconds: 60, one: 'min', many: 'min' },
  { seconds: 1, one: 's', many: 's' },
] as const

/** The two largest parts: `7 days`, `2 h 5 min`, `41 s`. Rounded down. */
export function formatDuration(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds))
  const parts: string[] = []
  for (const part of PARTS) {
    const amount = Math.floor(rest / part.seconds)
    rest -= amount * part.seconds
    if (amount > 0) parts.push(`${amount} ${amount === 1 ? part.one : part.many}`)
    // The second part must follow the first: 1 day 0 h 5 min is 1 day.
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ') || '0 s'
}

/** How long work took: `340 ms`, `2.9 s`, `41 s`, `2 min 5 s`. */
export function formatElapsed(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`
  return formatDuration(Math.round(milliseconds / 1000))
}
