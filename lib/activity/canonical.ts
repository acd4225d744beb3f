import 'server-only'
import { createHash } from 'node:crypto'
import type { ActivityTable } from '../store/tables.ts'

const FIELDS = [
  'sequence',
  'at',
  'action',
  'outcome',
  'actorKind',
  'actorId',
  'actorName',
  'client',
  'requestId',
  'connection',
  'bucket',
  'key',
  'subject',
  'details',
] as const

export type HashedRow = Pick<ActivityTable, (typeof FIELDS)[number]>

/** Each row's hash covers the hash before it and every field, in this order, as one JSON array: no two rows read alike. */
export function rowHash(previousHash: string, row: HashedRow): string {
  const fields = FIELDS.map((field) => row[field])
  return createHash('sha256')
    .update(JSON.stringify([previousHash, ...fields]))
    .digest('hex')
}
