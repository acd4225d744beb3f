import type { Db } from '../store.ts'

/** API tokens, by the hash of their secret; and the answers of creates that a client may ask for twice. */
export async function tokens(db: Db): Promise<void> {
  await db.schema
    .createTable('token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('lastFour', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('makerKind', 'text', (column) => column.notNull())
    .addColumn('makerId', 'text', (column) => column.notNull())
    .addColumn('makerName', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('expiresAt', 'bigint')
    .addColumn('endedAt', 'bigint')
    .addColumn('lastUsedAt', 'bigint')
    .execute()
  await db.schema.createIndex('token_makerId').on('token').column('makerId').execute()
  await db.schema
    .createTable('idempotency')
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('keyHash', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addPrimaryKeyConstraint('idempotency_key', ['actorId', 'keyHash'])
    .execute()
}
