import 'server-only'
import { shared } from '../shared.ts'

/**
 * Counts failed tries per client in a sliding window, so that passwords and tokens cannot be guessed.
 * IPv6 clients count by their /64, the smallest block one subscriber gets (RFC 6177).
 */
const WINDOW_MS = 60_000
const TRIES_MAX = 10
const CLIENTS_MAX = 20_000

const failures = shared('failed-tries', () => new Map<string, number[]>())

export function clientOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const rest = tail.split(':').filter((group) => group !== '')
  if (plain.includes('::')) while (groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest].slice(0, 4).join(':')
}

const recent = (client: string, now: Date): number[] =>
  (failures.get(client) ?? []).filter((at) => at > now.getTime() - WINDOW_MS)

/** Seconds to wait, or 0 when this client may try. */
export function waitSeconds(address: string, now: Date): number {
  const tries = recent(clientOf(address), now)
  const first = tries[0]
  return tries.length < TRIES_MAX || first === undefined ? 0 : Math.ceil((first + WINDOW_MS - now.getTime()) / 1000)
}

export function countFailure(address: string, now: Date): void {
  const client = clientOf(address)
  const oldest = failures.keys().next()
  if (failures.size >= CLIENTS_MAX && !oldest.done) failures.delete(oldest.value)
  failures.set(client, [...recent(client, now), now.getTime()].slice(-TRIES_MAX))
}
