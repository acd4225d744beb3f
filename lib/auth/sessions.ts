import 'server-only'
import { shared } from '../shared.ts'
import { hashSecret, newSecret } from './secret.ts'

/** Reference sessions, kept in memory: they end with the server, with their time, or with sign-out. */
type Session = { id: string; name: string; endsAt: number }

/** `secret` is for the cookie; only its hash is kept. */
export type Started = { secret: string; id: string; endsAt: Date }

const SESSIONS_MAX = 10_000

const sessions = shared('sessions', () => new Map<string, Session>())

export function startSession(name: string, hours: number, now: Date): Started {
  for (const [hash, session] of sessions) if (session.endsAt <= now.getTime()) sessions.delete(hash)
  const oldest = sessions.keys().next()
  if (sessions.size >= SESSIONS_MAX && !oldest.done) sessions.delete(oldest.value)
  const secret = newSecret()
  const endsAt = new Date(now.getTime() + hours * 3_600_000)
  const hash = hashSecret(secret)
  const id = `session-${hash.slice(0, 12)}`
  sessions.set(hash, { id, name, endsAt: endsAt.getTime() })
  return { secret, id, endsAt }
}

export function findSession(secret: string, now: Date): Session | null {
  const session = sessions.get(hashSecret(secret))
  return session && session.endsAt > now.getTime() ? session : null
}

/** @returns what ended, null where there was none. */
export function endSession(secret: string, now: Date): Session | null {
  const session = findSession(secret, now)
  sessions.delete(hashSecret(secret))
  return session
}
