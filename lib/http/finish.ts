import 'server-only'

const DEFAULTS: [string, string][] = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
]

/** Headers of every API answer. Nothing of it may be cached, embedded, or run. */
export function finish(
  response: Response,
  requestId: string,
  more: readonly [name: string, value: string][] = [],
): Response {
  for (const [name, value] of DEFAULTS) if (!response.headers.has(name)) response.headers.set(name, value)
  for (const [name, value] of more) response.headers.set(name, value)
  response.headers.set('x-request-id', requestId)
  response.headers.set('vary', 'Cookie, Authorization, Accept, Origin')
  return response
}

export async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}
