import 'server-only'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Requests that carry a cookie must come from our own pages. Browsers say so in Sec-Fetch-Site; where it is missing,
 * Origin decides. (OWASP Cross-Site Request Forgery Prevention, "Fetch Metadata".)
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw refused()
  if (origin !== null && !isOwnOrigin(origin, request.headers.get('host') ?? '')) throw refused()
  if (SAFE.has(request.method)) return
  if (site === 'none' || (site === null && origin === null)) throw refused()
}

function isOwnOrigin(origin: string, host: string): boolean {
  const publicUrl = env().STOWAGE_PUBLIC_URL
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true
  return origin === `http://${host}` || origin === `https://${host}`
}

const refused = () =>
  new AppError(
    'cross_origin',
    'This request came from another site. Use the API with a token, or the pages of Stowage itself.',
  )

/**
 * For those without an account, who send no cookie that another site could use: scripts say nothing of where they come
 * from and may; a page elsewhere may not use up somebody's link.
 */
export function refuseOtherSites(request: Request): void {
  if (SAFE.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw refused()
  // A form of a page without referrer says "null", and over plain HTTP there is no Sec-Fetch-Site to tell more.
  if (origin !== null && origin !== 'null' && !isOwnOrigin(origin, request.headers.get('host') ?? '')) throw refused()
}
