import type { Db } from '../store.ts'

/** Every link ever issued, the objects it names, who unlocked it, and each use of a counted download. */
export async function links(db: Db): Promise<void> {
  await linkTable(db)
  await db.schema
    .createTable('linkObject')
    .addColumn('linkId', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('versionId', 'text', (column) => column.notNull())
    .addColumn('etag', 'text', (column) => column.notNull())
    .addColumn('sizeBytes', 'bigint')
    .addColumn('modifiedAt', 'bigint')
    .addPrimaryKeyConstraint('linkObject_primary', ['linkId', 'position'])
    .execute()
  await db.schema.createIndex('linkObject_key').on('linkObject').columns(['linkId', 'key']).execute()
  await db.schema
    .createTable('linkUse')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('linkId', 'text', (column) => column.notNull())
    .addColumn('ticketHash', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .addColumn('sizeBytes', 'bigint')
    .addColumn('servedBytes', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('linkUse_live').on('linkUse').columns(['linkId', 'state', 'leaseUntil']).execute()
  await db.schema
    .createTable('linkUnlock')
    .addColumn('secretHash', 'text', (column) => column.primaryKey())
    .addColumn('linkId', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('linkTry')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('linkId', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('linkTry_at').on('linkTry').column('at').execute()
}

async function linkTable(db: Db): Promise<void> {
  let table = db.schema.createTable('link').addColumn('id', 'text', (column) => column.primaryKey())
  table = table.addColumn('tokenHash', 'text', (column) => column.unique())
  const texts = [
    'kind',
    'connection',
    'bucket',
    'target',
    'key',
    'prefix',
    'versionId',
    'etag',
    'createdBy',
    'createdById',
    'limitedBy',
    'endedBy',
    'passwordHash',
    'note',
    'recipient',
    'sharedBy',
    'fileName',
    'settings',
  ]
  for (const name of texts) table = table.addColumn(name, 'text', (column) => column.notNull())
  for (const name of ['frozen', 'inline', 'endsAtOnce', 'downloads', 'createdAt'])
    table = table.addColumn(name, 'bigint', (column) => column.notNull())
  for (const name of ['keyCount', 'expiresAt', 'endedAt', 'lastUsedAt', 'maxDownloads'])
    table = table.addColumn(name, 'bigint')
  await table.execute()
  await db.schema.createIndex('link_createdAt').on('link').columns(['createdAt', 'id']).execute()
  await db.schema.createIndex('link_place').on('link').columns(['bucket', 'key']).execute()
}
