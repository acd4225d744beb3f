import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hashOf } from './fingerprint.mjs'

const folder = mkdtempSync(join(tmpdir(), 'stowage-fingerprint-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a build is stale when content or a name changes, not when a test or a time does', () => {
  mkdirSync(join(folder, 'lib'))
  const write = (name: string, text: string) => writeFileSync(join(folder, 'lib', name), text)
  const hash = () => hashOf([folder, join(folder, 'no-such-folder')])
  write('a.ts', 'one')
  const before = hash()
  write('a.ts', 'one')
  write('a.test.ts', 'a test')
  expect(hash()).toBe(before)
  write('a.ts', 'two')
  const changed = hash()
  expect(changed).not.toBe(before)
  write('b.ts', '')
  expect(hash()).not.toBe(changed)
})
