import 'server-only'
import { AppError } from '../errors.ts'

const JSON_BYTES_MAX = 1_048_576

/** The JSON body of a request; at most 1 MiB is ever read. A form or plain text is refused: a page elsewhere could send those. */
export async function jsonBody(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new AppError('unsupported_media_type', 'Send the body as JSON, with Content-Type: application/json.')
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    return JSON.parse(text.decode(await boundedBytes(request)))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid_request', 'The body is not valid JSON in UTF-8.', { cause: error })
  }
}

/** At most 1 MiB of the body. */
export async function boundedBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = () => new AppError('too_large', 'The body is larger than 1 MiB, the most that is accepted here.')
  if (Number(request.headers.get('content-length') ?? 0) > JSON_BYTES_MAX) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > JSON_BYTES_MAX) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
