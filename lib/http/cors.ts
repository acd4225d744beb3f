import 'server-only'
import { env } from '../env.ts'

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const SENT = 'authorization, content-type, accept, if-match, if-none-match, range, idempotency-key'
const SHOWN =
  'link, x-total-count, x-request-id, etag, ratelimit, ratelimit-policy, retry-after, location, content-disposition, content-range, idempotency-replayed'

/**
 * Pages of other origins may use the API only where the admin names them (STOWAGE_CORS_ORIGINS), and only with a token:
 * no answer ever says that cookies may come along. https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function corsHeaders(request: Request): [name: string, value: string][] {
  const origin = request.headers.get('origin')
  if (origin === null || !env().STOWAGE_CORS_ORIGINS.includes(origin)) return []
  return [
    ['access-control-allow-origin', origin],
    ['access-control-expose-headers', SHOWN],
  ]
}

/** The answer to a browser that asks first; null where this is no such question. It carries no token, so it needs none. */
export function preflight(request: Request): Response | null {
  const allowed = corsHeaders(request)
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method') || allowed.length === 0)
    return null
  return new Response(null, {
    status: 204,
    headers: [
      ...allowed,
      ['access-control-allow-methods', METHODS],
      ['access-control-allow-headers', SENT],
      ['access-control-max-age', '600'],
    ],
  })
}
