import { expect, test } from 'vitest'
import type { FileRow, ListingRow } from './messages.ts'
import { reuseRows } from './reuse-rows.ts'

const file = (key: string, other: Partial<FileRow> = {}): FileRow => ({
  kind: 'object',
  key,
  name: key,
  sizeBytes: 1,
  modifiedAt: '2026-11-20T14:02:11.000Z',
  etag: null,
  storageClass: 'STANDARD',
  owner: null,
  selected: false,
  ...other,
})
const folder = (prefix: string, selected = false): ListingRow => ({ kind: 'folder', prefix, name: prefix, selected })

test('a row that is as it was stays the same object, at its place only', () => {
  const before = { from: 10, rows: [folder('d/'), file('a'), file('b')] }
  const after = { from: 11, rows: [file('a'), file('b', { selected: true }), file('c')] }
  const { from, rows } = reuseRows(before, after)
  expect(from).toBe(11)
  expect(rows).toEqual(after.rows)
  expect(rows[0]).toBe(before.rows[1])
  expect(rows[1]).toBe(after.rows[1])
  expect(rows[2]).toBe(after.rows[2])
})

test.each<[string, ListingRow, ListingRow]>([
  ['size', file('a'), file('a', { sizeBytes: 2 })],
  ['time', file('a'), file('a', { modifiedAt: null })],
  ['etag', file('a'), file('a', { etag: 'e' })],
  ['class', file('a'), file('a', { storageClass: null })],
  ['owner', file('a'), file('a', { owner: 'o' })],
  ['key', file('a'), file('b')],
  ['kind', file('a'), folder('a')],
  ['prefix', folder('a/'), folder('b/')],
  ['selection', folder('a/'), folder('a/', true)],
])('another %s is another row', (_, old, row) => {
  expect(reuseRows({ from: 0, rows: [old] }, { from: 0, rows: [row] }).rows[0]).toBe(row)
})

test('every field of a row is looked at', () => {
  const looked = ['kind', 'key', 'name', 'sizeBytes', 'modifiedAt', 'etag', 'storageClass', 'owner', 'selected']
  expect(Object.keys(file('a')).sort()).toEqual(looked.sort())
})
