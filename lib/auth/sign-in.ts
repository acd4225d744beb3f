import 'server-only'
import { readFileSync } from 'node:fs'
import { recordOrLog } from '../activity/record.ts'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { verifyInTurn } from './password.ts'
import { parsePasswordHash } from './password-hash.ts'
import type { SignInRequest } from './schema.ts'
import { sameSecret } from './secret.ts'
import { endSession, type Started, startSession } from './sessions.ts'
import { countFailure, waitSeconds } from './tries.ts'

/** Where there is a password file, only the password signs in: the printed secret is for this machine alone. */
export const signInMode = (): 'url' | 'password' => (env().STOWAGE_PASSWORD_FILE ? 'password' : 'url')

type From = Pick<Context, 'store' | 'client' | 'requestId' | 'now'>

/** @throws AppError unauthenticated, too_many_requests */
export async function signIn(from: From, request: SignInRequest): Promise<Started> {
  const wait = waitSeconds(from.client, from.now())
  if (wait > 0) {
    throw new AppError('too_many_requests', `Too many wrong tries. Try again in ${wait} seconds.`, {
      facts: { retryAfterSeconds: wait },
    })
  }
  const good = 'token' in request ? goodToken(request.token) : await goodPassword(request.password)
  const details = { by: 'token' in request ? 'url' : 'password' }
  if (good) {
    const session = startSession('admin', env().STOWAGE_SESSION_HOURS, from.now())
    await recordOrLog(from.store, doer(from, session.id), { action: 'session.start', details })
    return session
  }
  countFailure(from.client, from.now())
  await recordOrLog(from.store, doer(from, null), { action: 'session.start', outcome: 'refused', details })
  throw new AppError(
    'unauthenticated',
    'token' in request
      ? 'This sign-in URL is not valid any more. Use the one that Stowage printed at its last start.'
      : 'This is not the password.',
  )
}

export async function signOut(from: From, secret: string): Promise<void> {
  const ended = endSession(secret, from.now())
  if (ended) await recordOrLog(from.store, doer(from, ended.id), { action: 'session.end' })
}

/** Who signs in is the admin once the secret is right, and nobody before. */
const doer = ({ client, requestId, now }: From, sessionId: string | null) => ({
  kind: sessionId === null ? 'nobody' : 'session',
  id: sessionId ?? '',
  name: sessionId === null ? '' : 'admin',
  client,
  requestId,
  at: now(),
})

function goodToken(token: string): boolean {
  const expected = env().STOWAGE_SIGN_IN_SECRET
  return signInMode() === 'url' && expected !== undefined && sameSecret(token, expected)
}

async function goodPassword(password: string): Promise<boolean> {
  const file = env().STOWAGE_PASSWORD_FILE
  if (file === undefined) return false
  // Read each time: a changed password holds from the next sign-in on.
  const line = readFileSync(file, 'utf8')
  if (!parsePasswordHash(line))
    throw new AppError('internal', 'The password file holds no password hash. Make one with: npm run password')
  return verifyInTurn(password, line)
}
