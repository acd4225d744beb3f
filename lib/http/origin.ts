import 'server-only'
import { env } from '../env.ts'

/** What people type before our paths: the public URL, or the host they reached us by, which the front has checked. */
export function originOf(request: Request): string {
  const publicUrl = env().STOWAGE_PUBLIC_URL
  return publicUrl === undefined ? `http://${request.headers.get('host') ?? ''}` : new URL(publicUrl).origin
}
