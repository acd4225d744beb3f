import { expect, test } from 'vitest'
import { formatBytes, formatExactBytes } from './bytes.ts'

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [3_200, '3.2 KB'],
  [41_000, '41.0 KB'],
  [99_940, '99.9 KB'],
  [99_960, '100 KB'],
  [812_000_000, '812 MB'],
  [999_400, '999 KB'],
  [999_600, '1.0 MB'],
  [51_754_356_121, '51.8 GB'],
  [37_400_000_000_000, '37.4 TB'],
  [Number.MAX_SAFE_INTEGER, '9.0 PB'],
  [5e21, '5000 EB'],
])('%d bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test('exact bytes keep every digit', () => {
  expect(formatExactBytes(51_754_356_121)).toBe('51,754,356,121 B')
  expect(formatExactBytes(0)).toBe('0 B')
})
