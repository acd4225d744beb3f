/**
 * The tables, as Kysely needs them. The portable subset of SQLite and PostgreSQL: text, and integers for numbers,
 * moments (milliseconds since 1970) and flags (0 or 1). What belongs together but is never searched is JSON in text.
 */
export type Tables = {
  migration: MigrationTable
  activity: ActivityTable
  activityHead: ActivityHeadTable
}

type MigrationTable = { name: string; at: number }

/** A field that does not apply is ''. */
export type ActivityTable = {
  sequence: number
  at: number
  action: string
  outcome: string
  actorKind: string
  actorId: string
  actorName: string
  client: string
  requestId: string
  connection: string
  bucket: string
  key: string
  subject: string
  details: string
  hash: string
}

/** One row: the end of the chain, and the lock by which servers take turns at it. */
type ActivityHeadTable = { id: number; sequence: number; hash: string }
