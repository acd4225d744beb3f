import { expect, test } from 'vitest'
import { parseSharedView, sharedHref } from './shared-view.ts'

test('a view survives its URL, and what is not understood is left out', () => {
  const view = parseSharedView({ path: 'a//b/', q: 'x&y', sort: '-sizeBytes', page: '3' })
  expect(view).toMatchObject({ path: 'a//b/', q: 'x&y', sort: '-sizeBytes', page: 3, problem: null })
  const href = sharedHref('t', view, { page: 4 })
  expect(parseSharedView(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual({ ...view, page: 4 })
  expect(sharedHref('t', view, { q: '', path: '', sort: 'name' })).toBe('/s/t')

  const odd = parseSharedView({
    path: ['a/', 'b/'],
    q: 'x'.repeat(201),
    sort: 'owner',
    page: '-1',
    problem: 'toString',
  })
  expect(odd).toMatchObject({ path: '', q: '', sort: 'name', page: 1, problem: null })
})

test('no path leads out of the link, and a wait is a sane number of seconds', () => {
  for (const path of ['../', 'a/../', './', 'a']) expect(parseSharedView({ path }).path).toBe('')
  expect(parseSharedView({ problem: 'too_many_requests', wait: '41' }).waitSeconds).toBe(41)
  for (const wait of ['-1', '1e9', 'x', '']) expect(parseSharedView({ wait }).waitSeconds).toBeNull()
})
