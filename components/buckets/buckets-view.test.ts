import { expect, test } from 'vitest'
import { filterBuckets, nextBucketSort, parseBucketSort } from './buckets-view.ts'

test('a sort comes from the URL, nonsense falls back', () => {
  expect(parseBucketSort('-createdAt')).toBe('-createdAt')
  expect(parseBucketSort('region')).toBe('region')
  expect(parseBucketSort(null)).toBe('name')
  expect(parseBucketSort('--name')).toBe('name')
  expect(parseBucketSort('sizeBytes')).toBe('name')
})

test('a header sorts its own way first, then the other', () => {
  expect(nextBucketSort('name', 'name')).toBe('-name')
  expect(nextBucketSort('-name', 'name')).toBe('name')
  expect(nextBucketSort('name', 'createdAt')).toBe('-createdAt')
  expect(nextBucketSort('-createdAt', 'createdAt')).toBe('createdAt')
  expect(nextBucketSort('createdAt', 'region')).toBe('region')
})

test('the filter ignores case and the spaces around a paste', () => {
  const rows = ['survey-archive', 'media'].map((name) => ({ name, region: null, createdAt: null }))
  expect(filterBuckets(rows, ' SURVEY ').map(({ name }) => name)).toEqual(['survey-archive'])
  expect(filterBuckets(rows, '')).toBe(rows)
})
