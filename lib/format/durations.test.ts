import { expect, test } from 'vitest'
import { formatDuration, formatElapsed } from './durations.ts'

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [41, '41 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [900, '15 min'],
  [7500, '2 h 5 min'],
  [7505, '2 h 5 min'],
  [86_400, '1 day'],
  [86_700, '1 day'],
  [90_000, '1 day 1 h'],
  [604_800, '7 days'],
])('%d seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})

test.each([
  [0, '0 ms'],
  [340.4, '340 ms'],
  [999.9, '1.0 s'],
  [2900, '2.9 s'],
  [9960, '10 s'],
  [41_200, '41 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds read %s', (milliseconds, text) => {
  expect(formatElapsed(milliseconds)).toBe(text)
})
