import type { Db } from '../store.ts'

/** Notices go out by mail, too: each way is tried for itself. */
export async function noticeChannels(db: Db): Promise<void> {
  await db.schema
    .alterTable('notice')
    .addColumn('channel', 'text', (column) => column.notNull().defaultTo('webhook'))
    .execute()
}
