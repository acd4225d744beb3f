import 'server-only'
import { AppError, isAppError } from '../errors.ts'
import type { Visitor } from '../links/visitor.ts'
import { abortUpload } from './abort.ts'
import { finishUpload } from './finish.ts'
import { eachFormFile, type FormFile } from './form-files.ts'
import { putParts } from './put-parts.ts'
import { bytesLeft, settleSize } from './room.ts'
import { PART_BYTES_MIN, StartUploadRequest } from './schema.ts'
import type { SentFile } from './sent.ts'
import { startUpload } from './start.ts'
import { openUpload } from './upload.ts'

/** What concerns the link and not one of its files. */
const WHOLE = new Set(['not_found', 'unauthenticated', 'forbidden', 'too_many_requests'])

/** Every file of a plain HTML form, each for itself: one that is refused does not keep the others out. */
export async function receiveForm(visitor: Visitor, token: string, request: Request): Promise<SentFile[]> {
  const sent: SentFile[] = []
  await eachFormFile(request, async (file) => {
    try {
      sent.push({ name: file.name, sizeBytes: await receive(visitor, token, file), refused: null })
    } catch (error) {
      if (!isAppError(error) || WHOLE.has(error.code) || (error.code === 'gone' && sent.length === 0)) throw error
      sent.push({ name: file.name, sizeBytes: null, refused: error.message })
    }
  })
  if (sent.length === 0) throw new AppError('invalid_request', 'No file was chosen.')
  return sent
}

async function receive(visitor: Visitor, token: string, file: FormFile): Promise<number> {
  const { name, contentType, password } = file
  const asked = { name, sizeBytes: 0, ...(password !== undefined && { password }) }
  const parsed = StartUploadRequest.safeParse({ ...asked, contentType })
  const plain = parsed.success ? parsed : StartUploadRequest.safeParse(asked)
  if (!plain.success) throw new AppError('invalid_request', 'Its name is too long, or is not plain text. Rename it.')
  const { ticket } = await startUpload(visitor, token, plain.data)
  const opened = await openUpload(visitor, token, ticket)
  try {
    const { bytes: maxBytes, reason } = await bytesLeft(visitor.store, opened)
    // What is refused is still read to its end: only then does a browser show the answer.
    const body = file.bytes.iterator({ destroyOnReturn: false })
    const sizeBytes = await putParts(visitor, opened, body, { maxBytes, partBytes: PART_BYTES_MIN, reason })
    await settleSize(visitor, opened, sizeBytes)
    await finishUpload(visitor, token, ticket)
    return sizeBytes
  } catch (error) {
    // Who sent it may be gone, and with them this request's signal.
    const ctx = { ...opened.ctx, signal: AbortSignal.timeout(30_000) }
    await abortUpload(visitor.store, { ...opened, ctx })
    throw error
  }
}
