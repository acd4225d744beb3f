import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { ObjectsQuery } from './list-query.ts'

const query = ObjectsQuery.parse({ prefix: 'a/', sort: '-sizeBytes' })

describe('a cursor', () => {
  it('leads to where the next page begins, at any page size', () => {
    const cursor = encodeCursor(300, 'bucket', query)
    expect(decodeCursor(cursor, 'bucket', { ...query, cursor, per_page: 7 })).toBe(300)
  })

  it.each([
    ['another bucket', 'other', query],
    ['another prefix', 'bucket', { ...query, prefix: 'b/' }],
    ['another sort', 'bucket', { ...query, sort: 'key' }],
    ['another filter', 'bucket', { ...query, q: 'x' }],
  ])('of %s is refused', (_what, bucket, other) => {
    expect(() => decodeCursor(encodeCursor(300, 'bucket', query), bucket, other)).toThrow('another listing')
  })

  it.each(['', 'x', 'MTIz', '../..', 'A'.repeat(200)])('"%s" is refused', (cursor) => {
    expect(() => decodeCursor(cursor, 'bucket', query)).toThrow('another listing')
  })
})
