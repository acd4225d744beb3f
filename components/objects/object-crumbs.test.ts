import { expect, test } from 'vitest'
import { objectCrumbs } from './object-crumbs.ts'
import { viewFrom } from './view-state.ts'

const crumbs = (query: string) => objectCrumbs('b', viewFrom(new URLSearchParams(query)))

test('every folder of the way, each with its own prefix', () => {
  expect(crumbs('prefix=a//c/').map(({ label }) => label)).toEqual(['Buckets', 'b', 'a', '(empty name)', 'c'])
  expect(crumbs('prefix=a//c/&sort=-sizeBytes&q=x').at(3)?.href).toBe('/buckets/b?prefix=a%2F%2F&sort=-sizeBytes')
  expect(new Set(crumbs('prefix=////').map(({ id }) => id)).size).toBe(6)
})

test('a prefix that ends inside a name says so', () => {
  expect(crumbs('prefix=a/be').at(-1)).toMatchObject({ label: 'be…' })
})
