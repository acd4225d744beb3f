import { randomBytes } from 'node:crypto'
import type { Credential, User } from './identity.ts'

export type Credentials = {
  find(accessKeyId: string): Credential | undefined
  issue(user: User, durationSeconds: number, nowMs: number): Required<Credential>
}

/** Long-lived users, and the temporary credentials STS hands out: those live in memory and die with the server. */
export function createCredentials(users: User[]): Credentials {
  const known = new Map<string, Credential>(users.map((user) => [user.accessKeyId, { user }]))
  return {
    find: (accessKeyId) => known.get(accessKeyId),
    issue: (user, durationSeconds, nowMs) => {
      const credential = {
        user: {
          ...user,
          accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
          secretAccessKey: secret(30),
        },
        sessionToken: secret(72),
        expiresAtMs: nowMs + durationSeconds * 1000,
      }
      known.set(credential.user.accessKeyId, credential)
      return credential
    },
  }
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64')
}
