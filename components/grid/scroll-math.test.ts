import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Extent,
  isStretched,
  maxScroll,
  maxTop,
  rowsInView,
  rowsToDraw,
  SPACER_CAP,
  scrollOfTop,
  spacerHeight,
  topAfterScroll,
  topForRow,
  topOfScroll,
} from './scroll-math.ts'

const extents = fc
  .record({ count: fc.integer({ min: 0, max: 12_000_000 }), viewport: fc.integer({ min: 1, max: 3000 }) })
  .map(({ count, viewport }): Extent => ({ count, viewport, rowHeight: 36, cap: SPACER_CAP }))
const share = fc.double({ min: 0, max: 1, noNaN: true })
const millions: Extent = { count: 3_000_000, viewport: 700, rowHeight: 36, cap: SPACER_CAP }

describe('scroll and place', () => {
  test('the ends of the scrollbar are the ends of the rows, exactly', () => {
    fc.assert(
      fc.property(extents, (extent) => {
        expect(topOfScroll(0, extent)).toBe(0)
        expect(topOfScroll(maxScroll(extent), extent)).toBe(maxTop(extent))
        expect(scrollOfTop(maxTop(extent), extent)).toBe(maxScroll(extent))
        expect(spacerHeight(extent)).toBeLessThanOrEqual(SPACER_CAP)
      }),
    )
  })

  test('further on the scrollbar is never further back in the rows', () => {
    fc.assert(
      fc.property(extents, share, share, (extent, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const most = maxScroll(extent)
        expect(topOfScroll(low * most, extent)).toBeLessThanOrEqual(topOfScroll(high * most, extent))
      }),
    )
  })

  test('there and back is the same place', () => {
    fc.assert(
      fc.property(extents, share, (extent, at) => {
        const top = at * maxTop(extent)
        expect(topOfScroll(scrollOfTop(top, extent), extent)).toBeCloseTo(top, 3)
      }),
    )
  })
})

describe('rows', () => {
  test('every row can be brought into sight, whole', () => {
    fc.assert(
      fc.property(
        extents,
        share,
        share,
        fc.constantFrom('nearest' as const, 'center' as const),
        (extent, a, b, align) => {
          fc.pre(extent.count > 0 && extent.viewport >= extent.rowHeight)
          const row = Math.floor(a * (extent.count - 1))
          const top = topForRow(row, b * maxTop(extent), extent, align)
          const { first, last } = rowsInView(top, extent, 0)
          expect(top).toBeGreaterThanOrEqual(0)
          expect(top).toBeLessThanOrEqual(maxTop(extent))
          expect(first).toBeLessThanOrEqual(row)
          expect(last).toBeGreaterThan(row)
          expect(row * 36).toBeGreaterThanOrEqual(top)
          expect(row * 36 + 36).toBeLessThanOrEqual(top + extent.viewport)
        },
      ),
    )
  })

  test('the last of three million is the last one in sight at the end', () => {
    expect(isStretched(millions)).toBe(true)
    expect(rowsInView(topOfScroll(maxScroll(millions), millions), millions, 8).last).toBe(3_000_000)
    expect(rowsInView(0, millions, 8).first).toBe(0)
  })

  test('nothing is in sight of no rows', () => {
    expect(rowsInView(0, { ...millions, count: 0 }, 8)).toEqual({ first: 0, last: 0 })
  })
})

describe('moving', () => {
  test('a wheel moves by true pixels wherever it turns', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: -600, max: 600 }), (at, by) => {
        const top = Math.round(600 + at * (maxTop(millions) - 1200))
        const from = scrollOfTop(top, millions)
        // Of fractions of a pixel in millions of them, the last digit is rounded.
        expect(topAfterScroll(top, from, from + by, millions)).toBeCloseTo(top + by, 6)
      }),
    )
  })

  test('the thumb goes to the place it is at', () => {
    expect(topAfterScroll(0, 0, maxScroll(millions), millions)).toBe(maxTop(millions))
    expect(topAfterScroll(0, 0, 4_000_000, millions)).toBe(topOfScroll(4_000_000, millions))
    expect(topAfterScroll(maxTop(millions), maxScroll(millions), 0, millions)).toBe(0)
  })

  test('a wheel alone reaches the last row, though the bar is brought back in line between turns', () => {
    let top = maxTop(millions) - 5000
    let turns = 0
    while (top < maxTop(millions) && turns++ < 100) {
      const from = scrollOfTop(top, millions)
      top = topAfterScroll(top, from, Math.min(maxScroll(millions), from + 100), millions)
    }
    expect(top).toBe(maxTop(millions))
    expect(turns).toBe(50)
  })
})

test('after a jump the rows in sight come first, those around them when they are there', () => {
  const around = { first: 90, last: 130 }
  const inSight = { first: 100, last: 120 }
  expect(rowsToDraw({ first: 0, last: 40 }, inSight, around)).toBe(inSight)
  expect(rowsToDraw({ first: 75, last: 105 }, inSight, around)).toBe(inSight)
  expect(rowsToDraw(inSight, inSight, around)).toBe(around)
  expect(rowsToDraw({ first: 87, last: 127 }, inSight, around)).toBe(around)
  expect(rowsToDraw({ first: 0, last: 12 }, { first: 0, last: 0 }, { first: 0, last: 0 })).toEqual({
    first: 0,
    last: 0,
  })
})
