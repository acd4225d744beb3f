import 'server-only'
import { createHash } from 'node:crypto'

/** The tag of a JSON answer: the same text, the same tag. Strong, since it is of the bytes themselves. */
export const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** Whether a condition names this tag. `W/` makes no difference to a reader (RFC 9110, 13.1.2). */
export function namesTag(condition: string, tag: string): boolean {
  if (condition.trim() === '*') return true
  const plain = (one: string) => one.trim().replace(/^W\//, '')
  return condition.split(',').some((one) => plain(one) === plain(tag))
}

/** JSON with its tag. */
export function jsonResponse(value: unknown, init: { status?: number; headers?: Headers } = {}): Response {
  const text = JSON.stringify(value)
  const headers = new Headers(init.headers)
  headers.set('content-type', 'application/json')
  headers.set('etag', etagOf(text))
  return new Response(text, { status: init.status ?? 200, headers })
}

/** 304 in place of an answer that the client has already. */
export async function unlessKnown(request: Request, response: Response): Promise<Response> {
  const [condition, tag] = [request.headers.get('if-none-match'), response.headers.get('etag')]
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads || condition === null || tag === null || response.status !== 200 || !namesTag(condition, tag))
    return response
  await response.body?.cancel()
  const headers = new Headers(response.headers)
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  return new Response(null, { status: 304, headers })
}
