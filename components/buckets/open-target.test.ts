import { expect, test } from 'vitest'
import { openTargetHref } from './open-target.ts'

test('a name opens its bucket, on the connection in use', () => {
  expect(openTargetHref(' survey-archive ', 'default')).toBe('/buckets/survey-archive')
  expect(openTargetHref('survey-archive', 'ceph-lab')).toBe('/buckets/survey-archive?connection=ceph-lab')
})

test('a path opens its folder, and the object in it', () => {
  expect(openTargetHref('s3://survey/a/b/', 'default')).toBe('/buckets/survey?prefix=a%2Fb%2F')
  expect(openTargetHref('s3://survey/a/b c.txt', 'default')).toBe('/buckets/survey?prefix=a%2F&key=a%2Fb+c.txt')
})

test('ARNs and URLs lead to their place too', () => {
  expect(openTargetHref('arn:aws:s3:::survey/a/', 'default')).toBe('/buckets/survey?prefix=a%2F')
  expect(openTargetHref('https://rgw.example.org/survey/a/', 'default')).toBe('/buckets/survey?prefix=a%2F')
})

test.each(['', 'No Such Name', 'ab', 'UPPER', 's3://', 'a..b', '../x', 'https://example.org/x'])(
  '%j opens nothing',
  (text) => {
    expect(openTargetHref(text, 'default')).toBeNull()
  },
)
