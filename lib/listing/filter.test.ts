import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleColumns } from '../testing/columns.ts'
import { filterIndex } from './filter.ts'
import { isGlob } from './glob.ts'

const fold = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Dynamic programming over code points: slow, and plainly right. */
function globModel(pattern: string, text: string): boolean {
  const [p, t] = [[...fold(pattern)], [...fold(text)]]
  let reach = new Set([0])
  for (const symbol of p) {
    const next = new Set<number>()
    for (const at of reach) {
      if (symbol === '*') for (let i = at; i <= t.length; i++) next.add(i)
      else if (at < t.length && (symbol === '?' || symbol === t[at])) next.add(at + 1)
    }
    reach = next
  }
  return reach.has(t.length)
}

const piece = fc.constantFrom('a', 'A', 'b', 'B', 'z', '/', 'é', '日', '😀', '.')
const key = fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
const query = fc
  .array(fc.oneof(piece, fc.constantFrom('*', '?')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

test('substrings and globs match what a plain model says, after the prefix only', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 20 }), query, fc.constantFrom('', 'a/', 'é/'), (names, q, prefix) => {
      const columns = sampleColumns(names.map((name) => ({ key: prefix + name })))
      const expected = names.flatMap((name, row) =>
        (isGlob(q) ? globModel(q, name) : fold(name).includes(fold(q))) ? [row] : [],
      )
      expect([...filterIndex(columns, { q, prefixBytes: Buffer.byteLength(prefix) })]).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})

test('bounds on size and time leave unknown values out', () => {
  const columns = sampleColumns([
    { key: 'a' },
    { key: 'b', sizeBytes: 5, modifiedAt: 100, storageClass: 'X' },
    { key: 'c', sizeBytes: 0, modifiedAt: 200 },
  ])
  const rows = (filter: Parameters<typeof filterIndex>[1]) => [...filterIndex(columns, filter)]
  expect(rows({})).toEqual([0, 1, 2])
  expect(rows({ minSizeBytes: 0 })).toEqual([1, 2])
  expect(rows({ minSizeBytes: 1, maxSizeBytes: 5 })).toEqual([1])
  expect(rows({ modifiedAfter: 100, modifiedBefore: 200 })).toEqual([1])
  expect(rows({ storageClass: 'X' })).toEqual([1])
  expect(rows({ storageClass: 'Y' })).toEqual([])
  expect([...filterIndex(columns, { minSizeBytes: 0 }, new Uint32Array([2, 0, 1]))]).toEqual([2, 1])
})

test('a pattern made to be slow is not', () => {
  const columns = sampleColumns(Array.from({ length: 100 }, () => ({ key: 'a'.repeat(1024) })))
  const started = performance.now()
  expect(filterIndex(columns, { q: `${'*a'.repeat(400)}b` }).length).toBe(0)
  expect(performance.now() - started).toBeLessThan(1000)
})
