import 'server-only'
import { env } from '../env.ts'

/** What people type before our paths: the public URL, or the host they reached us by, which the front has checked. */
export const originOf = (request: { headers: Pick<Headers, 'get'> }): string => originFor(request.headers)

export function originFor(headers: Pick<Headers, 'get'>): string {
  const publicUrl = env().STOWAGE_PUBLIC_URL
  return publicUrl === undefined ? `http://${headers.get('host') ?? ''}` : new URL(publicUrl).origin
}
