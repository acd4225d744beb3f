import type { Moment } from './dates.ts'

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** `Mon, 30 Nov 2026, 14:05 CET`: in the zone of whoever looks, and naming it. For the browser only. */
export const formatLocal = (moment: Moment): string => FORMAT.format(new Date(moment))

/** `Europe/Berlin` */
export const localZone = (): string => FORMAT.resolvedOptions().timeZone
