import { expect, test } from 'vitest'
import { readRange } from './byte-range.ts'

test.each([
  ['bytes=0-4', { start: 0, end: 5 }],
  ['bytes=9-9', { start: 9, end: 10 }],
  ['bytes=5-', { start: 5, end: 10 }],
  ['bytes=-3', { start: 7, end: 10 }],
  ['bytes=-30', { start: 0, end: 10 }],
  ['bytes=0-99', { start: 0, end: 10 }],
  ['bytes=4-2', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,3-4', undefined],
  ['items=0-1', undefined],
  [undefined, undefined],
])('%s of ten bytes', (text, range) => {
  expect(readRange(text, 10)).toEqual(range)
})

test.each([
  ['bytes=10-', 10],
  ['bytes=-0', 10],
  ['bytes=0-', 0],
  ['bytes=-5', 0],
])('%s of %i bytes cannot be had', (text, sizeBytes) => {
  expect(() => readRange(text, sizeBytes)).toThrow(expect.objectContaining({ code: 'InvalidRange' }))
})
