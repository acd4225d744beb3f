import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { bodyPath, maxInlineBytes, type NewBody } from '../bodies.ts'
import type { Bucket } from '../buckets.ts'
import type { Store } from '../store.ts'
import { type NewVersion, putVersion } from '../versions.ts'

export type Sample = {
  key: string
  bytes: Buffer
  modifiedMs: number
  contentType: string
  storageClass?: string
  headers?: Record<string, string>
  tags?: NewVersion['tags']
}

/** Straight into the store, with the date the sample wants; the caller holds the transaction. */
export function putSample(store: Store, bucket: Bucket, sample: Sample): void {
  const { key, bytes, modifiedMs, contentType, storageClass = 'STANDARD', headers, tags } = sample
  putVersion(store, bucket, key, {
    sizeBytes: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    modifiedMs,
    storageClass,
    body: storeBytes(store, bytes),
    headers: { 'content-type': contentType, ...headers },
    ...(tags && { tags }),
  })
}

function storeBytes(store: Store, bytes: Buffer): NewBody {
  if (bytes.length <= maxInlineBytes) return { kind: 'inline', bytes }
  const fileId = randomUUID()
  const path = bodyPath(store, fileId)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, bytes, { mode: 0o600 })
  return { kind: 'files', parts: [{ fileId, sizeBytes: bytes.length }] }
}
