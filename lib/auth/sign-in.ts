import 'server-only'
import { readFileSync } from 'node:fs'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { verifyPassword } from './password.ts'
import { parsePasswordHash } from './password-hash.ts'
import type { SignInRequest } from './schema.ts'
import { sameSecret } from './secret.ts'
import { startSession } from './sessions.ts'
import { countFailure, waitSeconds } from './tries.ts'

/** Where there is a password file, only the password signs in: the printed secret is for this machine alone. */
export const signInMode = (): 'url' | 'password' => (env().STOWAGE_PASSWORD_FILE ? 'password' : 'url')

/** Passwords cost 128 MiB and half a second each: two at a time, so that guessing cannot exhaust the machine. */
const VERIFYING_MAX = 2
let verifying = 0

/** @returns the new session's secret, for its cookie. @throws AppError unauthenticated, too_many_requests */
export async function signIn(
  request: SignInRequest,
  client: string,
  now: Date,
): Promise<{ secret: string; endsAt: Date }> {
  const wait = waitSeconds(client, now)
  if (wait > 0) {
    throw new AppError('too_many_requests', `Too many wrong tries. Try again in ${wait} seconds.`, {
      facts: { retryAfterSeconds: wait },
    })
  }
  const good = 'token' in request ? goodToken(request.token) : await goodPassword(request.password)
  if (good) return startSession('admin', env().STOWAGE_SESSION_HOURS, now)
  countFailure(client, now)
  throw new AppError(
    'unauthenticated',
    'token' in request
      ? 'This sign-in URL is not valid any more. Use the one that Stowage printed at its last start.'
      : 'This is not the password.',
  )
}

function goodToken(token: string): boolean {
  const expected = env().STOWAGE_SIGN_IN_SECRET
  return signInMode() === 'url' && expected !== undefined && sameSecret(token, expected)
}

async function goodPassword(password: string): Promise<boolean> {
  const file = env().STOWAGE_PASSWORD_FILE
  if (file === undefined) return false
  if (verifying >= VERIFYING_MAX)
    throw new AppError('too_many_requests', 'Others are signing in at this moment. Try again in a few seconds.', {
      facts: { retryAfterSeconds: 3 },
    })
  verifying += 1
  try {
    // Read each time: a changed password holds from the next sign-in on.
    const expected = parsePasswordHash(readFileSync(file, 'utf8'))
    if (!expected)
      throw new AppError('internal', 'The password file holds no password hash. Make one with: npm run password')
    return await verifyPassword(password, expected)
  } finally {
    verifying -= 1
  }
}
