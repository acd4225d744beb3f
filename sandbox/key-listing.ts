import { keyBytes, type Value } from './database.ts'
import type { Store } from './store.ts'

export type ListedKey = {
  key: Buffer
  sizeBytes: number
  etag: string
  modifiedMs: number
  storageClass: string
  details: string | null
}
export type Entry = { prefix: Buffer } | ListedKey
export type Page = { entries: Entry[]; isTruncated: boolean }
export type ListingQuery = {
  bucketId: number
  prefix: Buffer
  delimiter: Buffer
  after: Buffer | undefined
  limit: number
}

/**
 * One page, in byte order, of what lies after `after`. A common prefix is one entry with its own place in that order, so
 * an `after` inside or equal to one is past it. Past a common prefix the index is entered again at its successor: a
 * folder of any size costs one step.
 */
export function listKeys(store: Store, query: ListingQuery): Page {
  const { prefix, delimiter, limit } = query
  const entries: Entry[] = []
  const end = successor(prefix)
  let from = startOf(query)
  let batch = delimiter.length > 0 ? 4 : limit + 1
  while (from && entries.length <= limit) {
    const rows = readRows(store, query.bucketId, from, end, Math.min(batch, limit + 1))
    let next: Buffer | undefined
    for (const row of rows) {
      if (entries.length > limit) break
      if (next && Buffer.compare(row.key, next) < 0) continue
      const common = commonPrefix(row.key, prefix, delimiter)
      entries.push(common ? { prefix: common } : row)
      next = common ? successor(common) : after(row.key)
      if (!next) break
    }
    const last = rows.at(-1)
    if (!last || rows.length < Math.min(batch, limit + 1)) break
    const skipping = next && Buffer.compare(last.key, next) < 0 && commonPrefix(last.key, prefix, delimiter)
    batch = skipping ? 4 : batch * 4
    from = next
  }
  return { entries: entries.slice(0, limit), isTruncated: entries.length > limit }
}

function startOf(query: ListingQuery): Buffer | undefined {
  if (!query.after || Buffer.compare(query.after, query.prefix) < 0) return query.prefix
  const common = commonPrefix(query.after, query.prefix, query.delimiter)
  return common ? successor(common) : after(query.after)
}

export function commonPrefix(key: Buffer, prefix: Buffer, delimiter: Buffer): Buffer | undefined {
  if (delimiter.length === 0 || !key.subarray(0, prefix.length).equals(prefix)) return undefined
  const at = key.indexOf(delimiter, prefix.length)
  return at < 0 ? undefined : key.subarray(0, at + delimiter.length)
}

/** The first byte string after every string that starts with this one; none when all are 0xff. */
export function successor(bytes: Buffer): Buffer | undefined {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0xff) length--
  if (length === 0) return undefined
  const next = Buffer.from(bytes.subarray(0, length))
  next.writeUInt8(next.readUInt8(length - 1) + 1, length - 1)
  return next
}

/** The very next byte string. */
export function after(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.alloc(1)])
}

function readRows(store: Store, bucketId: number, from: Buffer, end: Buffer | undefined, limit: number): ListedKey[] {
  const sql = `SELECT key, sizeBytes, etag, modifiedMs, storageClass, details FROM version
    WHERE bucketId = ? AND key >= ?${end ? ' AND key < ?' : ''} AND isLatest = 1 AND isMarker = 0 ORDER BY key LIMIT ?`
  const values: Value[] = end ? [bucketId, from, end, limit] : [bucketId, from, limit]
  return store.index.all<ListedKey>(sql, ...values).map((row) => ({ ...row, key: keyBytes(row.key) }))
}
