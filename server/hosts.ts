import type { Settings } from '../lib/settings.ts'

/**
 * The Host values this server answers to, exactly. A page that rebinds its own DNS name to 127.0.0.1 sends its own
 * name here and is refused (DNS rebinding).
 */
export function allowedHosts(settings: Settings, port: number): Set<string> {
  const hosts = new Set<string>()
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    hosts.add(`${name}:${port}`)
    if (port === 80) hosts.add(name)
  }
  if (settings.STOWAGE_PUBLIC_URL) hosts.add(new URL(settings.STOWAGE_PUBLIC_URL).host)
  for (const host of settings.STOWAGE_ALLOWED_HOSTS) hosts.add(host.toLowerCase())
  const bound = settings.STOWAGE_HOST
  if (!['0.0.0.0', '::'].includes(bound)) hosts.add(`${bound.includes(':') ? `[${bound}]` : bound}:${port}`)
  return hosts
}
