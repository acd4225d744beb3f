import 'server-only'
import { doerOf, record } from '../activity/record.ts'
import { findConnection } from '../connections/find.ts'
import type { Context } from '../context.ts'
import { isAppError } from '../errors.ts'
import { abortMultipart } from '../s3/multipart.ts'
import type { Store } from '../store/store.ts'
import type { LinkTable, UploadTable } from '../store/tables.ts'
import { multipartOf, type OpenUpload } from './upload.ts'

/** Ends an upload and frees its parts. The row stays, as aborted. */
export async function abortUpload(
  store: Store,
  { link, upload, ctx }: Pick<OpenUpload, 'link' | 'upload' | 'ctx'>,
): Promise<void> {
  if (upload.multipartId !== '') {
    try {
      await abortMultipart(ctx.connection, multipartOf(link, upload), ctx.signal)
    } catch (error) {
      // Gone already is what was wanted; what the storage cannot do now is tried again by the next sweep.
      if (!isAppError(error) || error.status !== 404) throw error
    }
  }
  await store.write(async (db) => {
    const done = await db
      .updateTable('upload')
      .set({ state: 'aborted', updatedAt: ctx.now().getTime() })
      .where('id', '=', upload.id)
      .where('state', '=', 'started')
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return
    await record(db, doerOf(ctx), {
      action: 'upload.abort',
      connection: link.connection,
      bucket: link.bucket,
      key: upload.key,
      subject: link.id,
    })
  })
}

/** What was coming in through a link that has been ended. */
export async function abortUploadsOf(ctx: Context, link: LinkTable): Promise<void> {
  const started = await ctx.store.read((db) =>
    db.selectFrom('upload').selectAll().where('linkId', '=', link.id).where('state', '=', 'started').execute(),
  )
  if (started.length === 0) return
  const connection = await findConnection(link.connection)
  for (const upload of started) await abortQuietly(ctx.store, { link, upload, ctx: { ...ctx, connection } })
}

async function abortQuietly(store: Store, stale: { link: LinkTable; upload: UploadTable; ctx: Context }) {
  try {
    await abortUpload(store, stale)
  } catch (error) {
    if (!isAppError(error)) throw error
    console.error(`An upload that was left behind could not be aborted: ${error.message}`)
  }
}
