import { expect, test } from 'vitest'
import { Alphabet } from './alphabet.ts'
import { markOfText, pointsOf } from './code-points.ts'
import { newRange, type Range } from './ranges.ts'
import { estimateRange, interpolate } from './split.ts'

const BASE_64 = Array.from('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')

function afterPage(keys: [string, ...string[]], until: string | null, parent: Range | null): Range {
  const first = markOfText(keys[0])
  const last = markOfText(keys.at(-1) ?? '')
  const range = newRange(last, until === null ? null : markOfText(until), parent)
  return Object.assign(range, { page: { first, last, items: 1000 }, begin: first, items: 1000 })
}

test('where nearly every character followed so far, as in base 64, the later ones are expected too', () => {
  const alphabet = new Alphabet()
  for (const first of 'aqz') alphabet.learn(BASE_64.map((second) => pointsOf(`u/${first}${second}`)))
  const page: [string, ...string[]] = ['u/h-', 'u/h0', 'u/h1', 'u/h2', 'u/h3', 'u/h4', 'u/h5']
  alphabet.learn(page.map(pointsOf))
  const estimate = estimateRange(afterPage(page, 'u/hz', null), alphabet)
  expect(estimate?.pages).toBeGreaterThan(4)
})

test('the last range of a bucket is cut between what was read and the end of the alphabet', () => {
  const alphabet = new Alphabet()
  const page: [string, ...string[]] = ['archive/1', 'archive/5', 'catalog/2']
  alphabet.learn(page.map(pointsOf))
  const first = afterPage(page, null, null)
  expect(estimateRange(first, alphabet)?.pages).toBe(Number.POSITIVE_INFINITY)

  const last = afterPage(page, null, first)
  const estimate = estimateRange(last, alphabet)
  if (!estimate) throw new Error('nothing was estimated')
  expect(estimate.pages).toBeLessThan(30)
  const marks = interpolate(last, 3, estimate, alphabet).map(({ text }) => text)
  expect(marks).toHaveLength(3)
  expect(marks.every((mark) => mark > 'd' && mark <= '{')).toBe(true)
})
