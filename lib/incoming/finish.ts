import 'server-only'
import { record } from '../activity/record.ts'
import { AppError } from '../errors.ts'
import { doerOfLink, type Visitor } from '../links/visitor.ts'
import { notice } from '../notify/outbox.ts'
import { completeMultipart, listParts, putPart, type UploadedPart } from '../s3/multipart.ts'
import { abortUpload } from './abort.ts'
import { partBytesOf, partCountFor } from './names.ts'
import type { UploadProgress } from './schema.ts'
import { type OpenUpload, openUpload, progressOf, requireStarted } from './upload.ts'

/**
 * Makes the parts one object. Every part must be there and as long as was promised: what a browser put into the storage
 * itself is only believed when the storage says so.
 */
export async function finishUpload(visitor: Visitor, token: string, ticket: string): Promise<UploadProgress> {
  const opened = await openUpload(visitor, token, ticket)
  const { upload, link, ctx, multipart } = opened
  // Asked twice, when the first answer was lost: it is what it is.
  if (upload.state === 'finished') return progressOf(ticket, upload, [])
  requireStarted(opened)
  const parts = await wholeParts(visitor, opened)
  await completeMultipart(ctx.connection, multipart, { parts, signal: visitor.signal })
  await visitor.store.write(async (db) => {
    const done = await db
      .updateTable('upload')
      .set({ state: 'finished', updatedAt: visitor.now().getTime() })
      .where('id', '=', upload.id)
      .where('state', '=', 'started')
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return
    await db
      .updateTable('link')
      .set((eb) => ({ downloads: eb('downloads', '+', 1), lastUsedAt: visitor.now().getTime() }))
      .where('id', '=', link.id)
      .execute()
    await notice(db, 'upload.finished', link, visitor.now(), { file: upload.key, sizeBytes: upload.sizeBytes })
    await record(db, doerOfLink(visitor, link), {
      action: 'upload.finish',
      connection: link.connection,
      bucket: link.bucket,
      key: upload.key,
      subject: link.id,
      details: { sizeBytes: upload.sizeBytes },
    })
  })
  return progressOf(ticket, { ...upload, state: 'finished' }, parts)
}

async function wholeParts(visitor: Visitor, opened: OpenUpload): Promise<UploadedPart[]> {
  const { upload, ctx, multipart } = opened
  // An empty file is one part of nothing, which nobody sends.
  if (upload.sizeBytes === 0) {
    const empty = { number: 1, bytes: new Uint8Array(0), signal: visitor.signal }
    return [await putPart(ctx.connection, multipart, empty)]
  }
  const parts = await listParts(ctx.connection, multipart, visitor.signal)
  const arrived = new Map(parts.map((part) => [part.number, part.sizeBytes]))
  const numbers = Array.from({ length: partCountFor(upload.sizeBytes) }, (_, index) => index + 1)
  const tooLarge = parts.some((part) => part.sizeBytes > partBytesOf(upload.sizeBytes, part.number))
  if (tooLarge) {
    await abortUpload(visitor.store, opened)
    throw new AppError('too_large', 'More was sent than was said at the start. Nothing of it was kept.')
  }
  const missing = numbers.filter((number) => arrived.get(number) !== partBytesOf(upload.sizeBytes, number))
  if (missing.length === 0) return parts
  throw new AppError('conflict', `Parts are missing: ${missing.slice(0, 10).join(', ')}. Send them, then finish again.`)
}
