import { describe, expect, it } from 'vitest'
import { isPartAsked, parseContentRange } from './object-answer.ts'

describe('parseContentRange', () => {
  it.each([
    ['bytes 0-9/50', { first: 0, last: 9, size: 50 }],
    ['bytes 5-5/*', { first: 5, last: 5, size: null }],
    ['bytes 9-0/50', null],
    ['bytes 0-50/50', null],
    ['bytes */50', null],
    ['items 0-9/50', null],
    [undefined, null],
  ])('%j is %j', (header, part) => expect(parseContentRange(header)).toEqual(part))
})

describe('isPartAsked', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9, size: 50 }, true],
    ['bytes=40-99', { first: 40, last: 49, size: 50 }, true],
    ['bytes=40-', { first: 40, last: 49, size: 50 }, true],
    ['bytes=40-', { first: 40, last: 44, size: 50 }, false],
    ['bytes=-5', { first: 45, last: 49, size: 50 }, true],
    ['bytes=-99', { first: 0, last: 49, size: 50 }, true],
    ['bytes=-5', { first: 0, last: 4, size: 50 }, false],
    ['bytes=10-19', { first: 0, last: 9, size: 50 }, false],
    ['bytes=0-4', { first: 0, last: 9, size: 50 }, false],
    [undefined, { first: 0, last: 9, size: 50 }, false],
  ] as const)('%j answered with %j: %s', (asked, part, fits) => expect(isPartAsked(asked, part)).toBe(fits))
})
