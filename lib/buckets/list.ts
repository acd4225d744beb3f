import 'server-only'
import { requireVerb } from '../auth/require-verb.ts'
import type { Context } from '../context.ts'
import { listBucketRows } from '../s3/buckets.ts'
import type { BucketRow, BucketsQuery } from './schema.ts'
import { sortBuckets } from './sort.ts'

/** @returns one page of the buckets that match, and how many match in all. */
export async function listBuckets(ctx: Context, query: BucketsQuery): Promise<{ items: BucketRow[]; total: number }> {
  requireVerb(ctx, 'read')
  const rows = await listBucketRows(ctx.connection, ctx.signal)
  const wanted = query.q.toLowerCase()
  const matching = sortBuckets(
    rows.filter((row) => row.name.toLowerCase().includes(wanted)),
    query.sort,
  )
  const from = (query.page - 1) * query.per_page
  return { items: matching.slice(from, from + query.per_page), total: matching.length }
}
