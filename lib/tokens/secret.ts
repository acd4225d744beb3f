import 'server-only'
import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { hashSecret } from '../auth/secret.ts'

/**
 * `stw_`, 36 random letters and digits (214 bits), and 6 of a checksum: a scanner for leaked secrets knows one without
 * asking, and a mistyped one is refused without a look into the store.
 */
const PREFIX = 'stw_'
const RANDOM_LENGTH = 36
const CHECK_LENGTH = 6
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const TOKEN = /^stw_[0-9A-Za-z]{42}$/

const letters = (length: number): string =>
  Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')

export function newToken(): { id: string; token: string; hash: string; lastFour: string } {
  const secret = letters(RANDOM_LENGTH)
  const token = PREFIX + secret + checkOf(secret)
  return { id: letters(12), token, hash: hashSecret(token), lastFour: token.slice(-4) }
}

/** Whether a text can be a token at all. */
export function isToken(text: string): boolean {
  const secret = text.slice(PREFIX.length, -CHECK_LENGTH)
  return TOKEN.test(text) && checkOf(secret) === text.slice(-CHECK_LENGTH)
}

function checkOf(secret: string): string {
  let left = crc32(secret)
  let text = ''
  for (let at = 0; at < CHECK_LENGTH; at++) {
    text = LETTERS.charAt(left % LETTERS.length) + text
    left = Math.floor(left / LETTERS.length)
  }
  return text
}
