import { expect, test } from 'vitest'
import { countOf, formatCount } from './counts.ts'

test('thousands are separated', () => {
  expect(formatCount(0)).toBe('0')
  expect(formatCount(1_204_331)).toBe('1,204,331')
})

test('the noun follows the count', () => {
  expect(countOf(1, 'object')).toBe('1 object')
  expect(countOf(0, 'object')).toBe('0 objects')
  expect(countOf(25_000, 'object')).toBe('25,000 objects')
  expect(countOf(2, 'entry', 'entries')).toBe('2 entries')
})
