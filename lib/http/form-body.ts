import 'server-only'
import { AppError } from '../errors.ts'
import { boundedBytes } from './body.ts'

const FIELDS_MAX = 20_000

/** The fields of a plain HTML form, or of `curl -d`. No body is an empty form. */
export async function formBody(request: Request): Promise<URLSearchParams> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== '' && type !== 'application/x-www-form-urlencoded')
    throw new AppError(
      'unsupported_media_type',
      'Send the fields as a form: Content-Type: application/x-www-form-urlencoded.',
    )
  const text = new TextDecoder().decode(await boundedBytes(request))
  if (text.split('&').length > FIELDS_MAX) throw new AppError('too_large', 'The form has too many fields.')
  return new URLSearchParams(text)
}
