import { expect, test } from 'vitest'
import { parseBytes } from './parse-bytes.ts'

test.each([
  ['0', 0],
  ['1,000', 1000],
  ['10 MB', 10_000_000],
  ['1.5g', 1_500_000_000],
  ['512 KiB', 524_288],
  ['2tb', 2e12],
  ['7 B', 7],
  ['', null],
  ['MB', null],
  ['-1', null],
  ['1.2.3', null],
  ['9e99', null],
])('%j', (text, bytes) => expect(parseBytes(text)).toBe(bytes))
