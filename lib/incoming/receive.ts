import 'server-only'
import { AppError } from '../errors.ts'
import type { Visitor } from '../links/visitor.ts'
import { putPart } from '../s3/multipart.ts'
import { abortUpload } from './abort.ts'
import { finishUpload } from './finish.ts'
import { partBytesOf, partCountFor } from './names.ts'
import type { StartUploadRequest, UploadProgress } from './schema.ts'
import { startUpload } from './start.ts'
import { type OpenUpload, openUpload } from './upload.ts'

/** A whole file in one request, as `curl -T` sends it: cut into parts as it comes, or nothing of it is kept. */
export async function receiveFile(
  visitor: Visitor,
  token: string,
  file: StartUploadRequest,
  body: ReadableStream<Uint8Array> | null,
): Promise<UploadProgress> {
  const { ticket } = await startUpload(visitor, token, file)
  const opened = await openUpload(visitor, token, ticket)
  try {
    await putParts(visitor, opened, body)
    return await finishUpload(visitor, token, ticket)
  } catch (error) {
    // Who sent it may be gone, and with them this request's signal.
    const ctx = { ...opened.ctx, signal: AbortSignal.timeout(30_000) }
    await abortUpload(visitor.store, { ...opened, ctx })
    throw error
  }
}

async function putParts(
  visitor: Visitor,
  { upload, ctx, multipart }: OpenUpload,
  body: ReadableStream<Uint8Array> | null,
) {
  let rest = Buffer.alloc(0)
  let number = 1
  const put = async (bytes: Uint8Array) => {
    await putPart(ctx.connection, multipart, { number, bytes, signal: visitor.signal })
    number += 1
  }
  for await (const chunk of body ?? []) {
    rest = Buffer.concat([rest, chunk])
    while (number < partCountFor(upload.sizeBytes) && rest.length >= partBytesOf(upload.sizeBytes, number)) {
      const length = partBytesOf(upload.sizeBytes, number)
      await put(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
    if (rest.length > partBytesOf(upload.sizeBytes, number))
      throw new AppError('too_large', 'More was sent than Content-Length said.')
  }
  if (rest.length < partBytesOf(upload.sizeBytes, number))
    throw new AppError('invalid_request', 'The file broke off. Nothing of it was kept; send it again.')
  if (rest.length > 0) await put(rest)
}
