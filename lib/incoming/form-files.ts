import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Busboy from '@fastify/busboy'
import { AppError } from '../errors.ts'

/** A file of a form, as it comes. Its size is known when it has been read. */
export type FormFile = { name: string; contentType: string; password: string | undefined; bytes: Readable }

const LIMITS = { fields: 5, fieldSize: 1024, fieldNameSize: 100, files: 200, parts: 205, headerPairs: 20 }
const HEADER_BYTES_MAX = 4096

/**
 * Hands out the files of a multipart form one after another; the next is not read before `take` is done with the one
 * before, and what `take` leaves of a file is read away. No file is ever kept.
 * @throws AppError unsupported_media_type, invalid_request (it broke off or is no form)
 */
export async function eachFormFile(request: Request, take: (file: FormFile) => Promise<void>): Promise<void> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType) || request.body === null)
    throw new AppError('unsupported_media_type', 'Send files as a form: Content-Type: multipart/form-data.')
  const form = parserOf(contentType)
  let password: string | undefined
  let taken: Promise<void> = Promise.resolve()
  form.on('field', (name, value) => {
    if (name === 'password') password = value
  })
  form.on('file', (_field, bytes, name, _encoding, type) => {
    // A form that breaks off breaks its file off; without a listener that would end the process.
    bytes.on('error', () => undefined)
    taken = taken.then(async () => {
      // Nothing was chosen: browsers send a file without a name.
      if (name !== undefined && name !== '') await take({ name, contentType: type, password, bytes })
      bytes.resume()
    })
    // It is awaited below; until then it is nobody's.
    taken.catch(() => bytes.resume())
  })
  try {
    // fetch's stream type and Node's are the same thing under two names.
    await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), form)
  } catch (cause) {
    await taken.catch(() => undefined)
    throw new AppError('invalid_request', 'The form broke off before its end. Send it again.', { cause })
  }
  await taken
}

function parserOf(contentType: string) {
  try {
    return Busboy({
      headers: { 'content-type': contentType },
      limits: { ...LIMITS, headerSize: HEADER_BYTES_MAX },
    })
  } catch (cause) {
    throw new AppError('invalid_request', 'This is no form: its boundary is missing.', { cause })
  }
}
