import { expect, it } from 'vitest'
import { isToken, newToken } from './secret.ts'

it('makes tokens that are never the same and carry a checksum', () => {
  const made = Array.from({ length: 200 }, newToken)
  expect(new Set(made.map(({ token }) => token)).size).toBe(200)
  expect(new Set(made.map(({ id }) => id)).size).toBe(200)
  for (const { token, hash, lastFour } of made) {
    expect(token).toMatch(/^stw_[0-9A-Za-z]{42}$/)
    expect(isToken(token)).toBe(true)
    expect(token.endsWith(lastFour)).toBe(true)
    expect(hash).not.toContain(token)
  }
})

it('tells one that was mistyped', () => {
  const { token } = newToken()
  for (let at = 4; at < token.length; at++) {
    const other = token[at] === 'x' ? 'y' : 'x'
    expect(isToken(token.slice(0, at) + other + token.slice(at + 1)), `at ${at}`).toBe(false)
  }
  for (const text of ['', 'stw_', token.slice(1), `${token}x`, token.toUpperCase(), `${token}\n`])
    expect(isToken(text)).toBe(false)
})
