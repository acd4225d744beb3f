import { describe, expect, test } from 'vitest'
import {
  enterFolder,
  filterOf,
  hasFilters,
  nextSort,
  optionalColumns,
  parentPrefix,
  sortOf,
  viewFrom,
  viewHref,
  withColumn,
  withoutFilters,
} from './view-state.ts'

const view = (query: string) => viewFrom(new URLSearchParams(query))

test('the URL says what is shown, without defaults, and comes back the same', () => {
  expect(viewHref('b', view(''))).toBe('/buckets/b')
  const full = view(
    'prefix=a//b/&q=x&sort=-sizeBytes,key&depth=below&columns=etag&min_size=10&class=GLACIER&connection=lab',
  )
  expect(view(viewHref('b', full).split('?')[1] ?? '')).toEqual(full)
})

test('nonsense in a URL falls back', () => {
  expect(view('sort=-nothing&depth=deep&min_size=x')).toEqual(view(''))
})

test('entering a folder keeps the sort and the columns, and drops what was looked for', () => {
  const inside = enterFolder(view('q=x&sort=-sizeBytes&columns=owner&key=a/b&max_size=1&class=GLACIER'), 'a/')
  expect(inside).toEqual(view('prefix=a/&sort=-sizeBytes&columns=owner'))
})

test('filters count, and are cleared together', () => {
  for (const query of ['q=x', 'min_size=0', 'class=GLACIER', 'modified_after=2026-01-01']) {
    expect(hasFilters(view(query)), query).toBe(true)
    expect(hasFilters(withoutFilters(view(query))), query).toBe(false)
  }
  expect(hasFilters(view('prefix=a/&sort=-sizeBytes&key=a'))).toBe(false)
})

test('up is one slash at a time, empty names included', () => {
  expect(['a/b/', 'a/', 'a//', '/', 'a/b', 'a', ''].map(parentPrefix)).toEqual(['a/', '', 'a/', '', 'a/', '', null])
})

describe('sort', () => {
  test('a click sorts, another turns around; sizes and times begin with the largest and newest', () => {
    expect(nextSort(sortOf('key'), 'sizeBytes', false)).toEqual([{ column: 'sizeBytes', descending: true }])
    expect(nextSort(sortOf('-sizeBytes'), 'sizeBytes', false)).toEqual([{ column: 'sizeBytes', descending: false }])
    expect(nextSort(sortOf('-sizeBytes'), 'key', false)).toEqual([{ column: 'key', descending: false }])
  })

  test('with Shift it comes after what is there', () => {
    const byClass = sortOf('storageClass')
    const both = nextSort(byClass, 'sizeBytes', true)
    expect(both).toEqual([...byClass, { column: 'sizeBytes', descending: true }])
    expect(nextSort(both, 'storageClass', true)[0]).toEqual({ column: 'storageClass', descending: true })
    expect(nextSort(sortOf('key'), 'modifiedAt', true)).toEqual([{ column: 'modifiedAt', descending: true }])
  })
})

test('a column that is sorted by is asked for; one that is hidden is no longer sorted by', () => {
  expect(optionalColumns(view('sort=etag&columns=owner'))).toEqual(['owner', 'etag'])
  expect(withColumn(view('sort=etag&columns=etag'), 'etag', false)).toEqual(view(''))
  expect(withColumn(view(''), 'etag', true).columns).toBe('etag')
})

test('the filter as the worker takes it', () => {
  expect(filterOf(view('q=x&min_size=5&modified_after=2026-01-02&modified_before=nonsense&class=GLACIER'))).toEqual({
    q: 'x',
    minSizeBytes: 5,
    modifiedAfter: Date.UTC(2026, 0, 2),
    storageClass: 'GLACIER',
  })
})
