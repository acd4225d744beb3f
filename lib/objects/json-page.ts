import 'server-only'
import { pageResponse } from '../http/page-response.ts'
import type { Listing } from '../listing/listing.ts'
import { queryFolders, queryListing } from '../listing/query.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { type ListingRequest, listingQuery, showsFolders } from './listing-request.ts'
import { throwIfNothing } from './open-listing.ts'

/** One page: folders first, then objects, counted together. `listing` says whether it is all, and how old. */
export async function jsonPage(listing: Listing, { query, url, bucket, signal }: ListingRequest): Promise<Response> {
  await listing.finished(signal)
  throwIfNothing(listing)
  const offset =
    query.cursor === undefined ? ((query.page ?? 1) - 1) * query.per_page : decodeCursor(query.cursor, bucket, query)
  const wanted = listingQuery(query)
  const descending = wanted.sort[0]?.column === 'key' && wanted.sort[0].descending
  const all = showsFolders(query) ? await queryFolders(listing, { q: query.q, descending }) : []
  const folders = all.slice(offset, offset + query.per_page)
  const page = await queryListing(listing, {
    ...wanted,
    offset: Math.max(0, offset - all.length),
    limit: query.per_page - folders.length,
  })
  const total = all.length + page.total
  const end = offset + folders.length + page.rows.length
  const next =
    end >= total
      ? null
      : query.page === undefined
        ? { cursor: encodeCursor(end, bucket, query) }
        : { page: String(query.page + 1) }
  return pageResponse(
    url,
    { items: page.rows, folders: folders.map((prefix) => ({ prefix })), listing: listing.state() },
    { total, next },
  )
}
