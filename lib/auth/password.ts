import 'server-only'
import { scrypt, timingSafeEqual } from 'node:crypto'
import type { PasswordHash } from './password-hash.ts'

export function verifyPassword(password: string, expected: PasswordHash): Promise<boolean> {
  const { N, r, p, salt, hash } = expected
  return new Promise((resolve, reject) => {
    // 128 * N * r bytes are needed; the default bound of 32 MiB is too small for N = 2^17.
    scrypt(password.normalize('NFKC'), salt, hash.length, { N, r, p, maxmem: 256 * N * r }, (error, derived) =>
      error ? reject(error) : resolve(timingSafeEqual(derived, hash)),
    )
  })
}
