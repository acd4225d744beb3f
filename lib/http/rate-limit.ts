import 'server-only'
import { AppError } from '../errors.ts'
import { shared } from '../shared.ts'

/**
 * How many requests each actor may make in a minute. In memory: it protects this process and the storage behind it
 * from a script that runs away, not from an enemy. Headers as in draft-ietf-httpapi-ratelimit-headers-10.
 */
const WINDOW_MS = 60_000
const ACTORS_MAX = 20_000

type Window = { endsAt: number; count: number }
const windows = shared('rate-windows', () => new Map<string, Window>())

export type Counted = {
  /** What is left, for every answer, also the refusal. */
  headers: [name: string, value: string][]
  /** Once the actor has used up its minute. */
  refusal: AppError | null
}

/** Counts one request. A limit of 0 is none. */
export function countRequest(actorId: string, limit: number, now: Date): Counted {
  if (limit === 0) return { headers: [], refusal: null }
  const window = windowOf(actorId, now.getTime())
  window.count += 1
  const seconds = Math.max(1, Math.ceil((window.endsAt - now.getTime()) / 1000))
  return {
    headers: [
      ['ratelimit-policy', `"actor";q=${limit};w=${WINDOW_MS / 1000}`],
      ['ratelimit', `"actor";r=${Math.max(0, limit - window.count)};t=${seconds}`],
    ],
    refusal: window.count > limit ? tooMany(limit, seconds) : null,
  }
}

const tooMany = (limit: number, seconds: number): AppError =>
  new AppError(
    'too_many_requests',
    `More than ${limit} requests in a minute. Go on in ${seconds} seconds, or ask for more with each: per_page=1000, NDJSON or CSV.`,
    { facts: { retryAfterSeconds: seconds } },
  )

function windowOf(actorId: string, now: number): Window {
  const known = windows.get(actorId)
  if (known && known.endsAt > now) return known
  windows.delete(actorId)
  const oldest = windows.keys().next()
  if (windows.size >= ACTORS_MAX && !oldest.done) windows.delete(oldest.value)
  const window = { endsAt: now + WINDOW_MS, count: 0 }
  windows.set(actorId, window)
  return window
}
