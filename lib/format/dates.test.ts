import { expect, test } from 'vitest'
import { formatAbsolute, formatDay, formatIso, formatRelative } from './dates.ts'

const now = '2026-11-23T14:02:11Z'
const before = (seconds: number) => new Date(Date.parse(now) - seconds * 1000)

test.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3599, '59 minutes ago'],
  [3600, '1 hour ago'],
  [86_399, '23 hours ago'],
  [3 * 86_400, '3 days ago'],
  [29.9 * 86_400, '29 days ago'],
  [30 * 86_400, '1 month ago'],
  [200 * 86_400, '6 months ago'],
  [365 * 86_400, '1 year ago'],
  [1000 * 86_400, '2 years ago'],
  [-30, 'in under a minute'],
  [-7 * 86_400, 'in 7 days'],
  [-90, 'in 1 minute'],
])('%d seconds before now reads %s', (seconds, text) => {
  expect(formatRelative(before(seconds), now)).toBe(text)
})

test('absolute times are in UTC to the second', () => {
  expect(formatAbsolute('2026-11-20T15:02:11.987+01:00')).toBe('2026-11-20 14:02:11 UTC')
  expect(formatAbsolute(Date.UTC(2026, 10, 20, 14, 2, 11))).toBe('2026-11-20 14:02:11 UTC')
  expect(formatDay('2026-11-20T23:59:59Z')).toBe('2026-11-20')
  expect(formatIso(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
})

test('what is no time reads as nothing', () => {
  expect(formatAbsolute('yesterday')).toBe('')
  expect(formatDay('')).toBe('')
  expect(formatIso(Number.NaN)).toBe('')
  expect(formatRelative('soon', now)).toBe('')
})
