import type { Db } from '../store.ts'

/** Whether browsers reach the storage of a connection, as the last one that tried found out. */
export async function reach(db: Db): Promise<void> {
  await db.schema
    .createTable('reach')
    .addColumn('connection', 'text', (column) => column.primaryKey())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('downloads', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .execute()
}
