/**
 * A line as `npm run password` writes it: scrypt$N=131072,r=8,p=1$<salt>$<hash>, both base64url.
 * Parameters: OWASP Password Storage Cheat Sheet (N=2^17, r=8, p=1).
 */
export type PasswordHash = { N: number; r: number; p: number; salt: Buffer; hash: Buffer }

const LINE = /^scrypt\$N=(\d{4,7}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{16,128})\$([\w-]{32,128})$/

/** Null where the text is not such a line. */
export function parsePasswordHash(text: string): PasswordHash | null {
  const match = LINE.exec(text.trim())
  if (!match) return null
  const [, N = '', r = '', p = '', salt = '', hash = ''] = match
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  }
}
