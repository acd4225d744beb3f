import { expect, test } from 'vitest'
import { foldCrumbs } from './crumbs.ts'

const way = (length: number) => Array.from({ length }, (_, at) => ({ id: String(at), label: `step ${at}` }))

test('a short way is shown whole', () => {
  expect(foldCrumbs(way(5))).toEqual({ first: [], hidden: [], last: way(5) })
  expect(foldCrumbs([])).toEqual({ first: [], hidden: [], last: [] })
})

test('a long way keeps both ends, and loses nothing', () => {
  const { first, hidden, last } = foldCrumbs(way(9))
  expect([...first, ...hidden, ...last]).toEqual(way(9))
  expect(first).toHaveLength(2)
  expect(last).toHaveLength(2)
})
