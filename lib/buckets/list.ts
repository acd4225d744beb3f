import 'server-only'
import { mayTouch, requireScope } from '../auth/require-scope.ts'
import type { Context } from '../context.ts'
import { listBucketRows } from '../s3/buckets.ts'
import type { BucketRow, BucketsQuery } from './schema.ts'
import { sortBuckets } from './sort.ts'

/** @returns one page of the buckets that match, and how many match in all. */
export async function listBuckets(ctx: Context, query: BucketsQuery): Promise<{ items: BucketRow[]; total: number }> {
  requireScope(ctx, 'read')
  const all = await listBucketRows(ctx.connection, ctx.signal)
  const rows = all.filter((row) => mayTouch(ctx, 'read', { anywhereIn: row.name }))
  const wanted = query.q.toLowerCase()
  const matching = sortBuckets(
    rows.filter((row) => row.name.toLowerCase().includes(wanted)),
    query.sort,
  )
  const from = (query.page - 1) * query.per_page
  return { items: matching.slice(from, from + query.per_page), total: matching.length }
}
