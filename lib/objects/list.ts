import 'server-only'
import { requireScope } from '../auth/require-scope.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { COLUMNS_TYPE } from '../listing/wire.ts'
import { decodeCursor } from './cursor.ts'
import { csvResponse, ndjsonResponse } from './export.ts'
import { jsonPage } from './json-page.ts'
import type { ObjectsQuery } from './list-query.ts'
import { openPrefix } from './open-listing.ts'
import { streamColumns } from './stream-columns.ts'

export type ListRequest = { bucket: string; query: ObjectsQuery; accept: string; url: string }

/** Objects and folders of a prefix, in the form the client accepts. All forms come from the same shared listing. */
export async function listObjects(ctx: Context, { bucket, query, accept, url }: ListRequest): Promise<Response> {
  requireScope(ctx, 'read', { bucket, prefix: query.prefix })
  if (query.page !== undefined && query.cursor !== undefined) {
    throw new AppError('invalid_request', 'Give page or cursor, not both.')
  }
  // Before anything is asked of the storage.
  if (query.cursor !== undefined) decodeCursor(query.cursor, bucket, query)
  const respond = answerFor(accept)
  const listing = openPrefix(ctx, {
    bucket,
    prefix: query.prefix,
    depth: query.depth,
    owners: query.columns.includes('owner'),
    fresh: query.fresh,
    // Later pages come from the listing the first one came from; what broke off is gone on from however long ago.
    anyAge: query.resume || query.cursor !== undefined || (query.page ?? 1) > 1,
    fast: query.fast,
  })
  return respond(listing, { query, url, bucket, signal: ctx.signal })
}

type Respond = typeof jsonPage

function answerFor(accept: string): Respond {
  if (accept.includes(COLUMNS_TYPE)) return streamColumns
  if (accept.includes('application/x-ndjson')) return ndjsonResponse
  if (accept.includes('text/csv')) return csvResponse
  if (accept === '' || /application\/(json|\*)|\*\/\*/.test(accept)) return jsonPage
  throw new AppError(
    'not_acceptable',
    `This resource answers application/json, application/x-ndjson, text/csv and ${COLUMNS_TYPE}.`,
  )
}
