import { expect, test } from 'vitest'
import { type KeyedRow, keyedRows } from './keyed-rows.ts'

const rows = (text: string): KeyedRow[] =>
  text.split(' ').map((one) => {
    const [index = 0, key = 0] = one.split(':').map(Number)
    return { index, key }
  })
const text = (keyed: readonly KeyedRow[]) => keyed.map(({ index, key }) => `${index}:${key}`).join(' ')

test('rows that are new get elements of their own', () => {
  expect(text(keyedRows([], [3, 4, 5]))).toBe('3:0 4:1 5:2')
  expect(keyedRows([], [])).toEqual([])
  expect(keyedRows(rows('3:0'), [])).toEqual([])
})

test('a jump to other rows keeps all elements', () => {
  expect(text(keyedRows(rows('0:0 1:1 2:2'), [70, 71, 72]))).toBe('70:0 71:1 72:2')
  expect(text(keyedRows(rows('0:0 1:1 2:2'), [70, 71, 72, 73]))).toBe('70:0 71:1 72:2 73:3')
  expect(text(keyedRows(rows('70:0 71:1 72:2 73:3'), [0, 1]))).toBe('0:0 1:1')
})

test('a row that stays keeps its element, and no element changes places', () => {
  expect(text(keyedRows(rows('0:0 1:1 2:2 3:3'), [2, 3, 4, 5]))).toBe('2:2 3:3 4:4 5:5')
  expect(text(keyedRows(rows('2:2 3:3 4:4 5:5'), [0, 1, 2, 3]))).toBe('0:6 1:7 2:2 3:3')
})

test('the active row keeps its element far from all others', () => {
  expect(text(keyedRows(rows('0:0 1:1 2:2'), [1, 80, 81]))).toBe('1:1 80:2 81:3')
  expect(text(keyedRows(rows('1:1 80:2 81:3'), [1, 90, 91]))).toBe('1:1 90:2 91:3')
  expect(text(keyedRows(rows('10:0 80:1 81:2'), [3, 4, 10]))).toBe('3:3 4:4 10:0')
})

test('keys are distinct whatever comes after what', () => {
  let keyed: KeyedRow[] = []
  let seed = 1
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let step = 0; step < 500; step++) {
    const first = random(60)
    const wanted = new Set([random(100), ...Array.from({ length: random(12) }, (_, i) => first + i)])
    const before = new Map(keyed.map(({ key }, place) => [key, place]))
    const kept = new Map(keyed.map(({ index, key }) => [index, key]))
    keyed = keyedRows(
      keyed,
      [...wanted].sort((a, b) => a - b),
    )
    expect(keyed.map(({ index }) => index)).toEqual([...wanted].sort((a, b) => a - b))
    expect(new Set(keyed.map(({ key }) => key)).size).toBe(keyed.length)
    const places = keyed.map(({ key }) => before.get(key)).filter((place) => place !== undefined)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    for (const { index, key } of keyed) expect(kept.get(index) ?? key).toBe(key)
  }
})
