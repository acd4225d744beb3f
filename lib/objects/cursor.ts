import 'server-only'
import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { ObjectsQuery } from './list-query.ts'

/**
 * Where the next page begins, bound to the question it belongs to: a cursor of another bucket, prefix, filter or sort
 * is refused instead of answering something else. It grants nothing, so it is not signed.
 */
export function encodeCursor(offset: number, bucket: string, query: ObjectsQuery): string {
  return Buffer.from(`${offset}.${questionHash(bucket, query)}`).toString('base64url')
}

export function decodeCursor(cursor: string, bucket: string, query: ObjectsQuery): number {
  const match = /^(\d{1,10})\.([\w-]{16})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (match?.[1] === undefined || match[2] !== questionHash(bucket, query)) {
    throw new AppError(
      'invalid_request',
      'This cursor belongs to another listing. Use `next` of the page before, with the same parameters.',
    )
  }
  return Number(match[1])
}

function questionHash(
  bucket: string,
  { cursor: _, page: _page, fresh: _fresh, per_page: _size, ...question }: ObjectsQuery,
): string {
  return createHash('sha256')
    .update(JSON.stringify([bucket, question]))
    .digest('base64url')
    .slice(0, 16)
}
