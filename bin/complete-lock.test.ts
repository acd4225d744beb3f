import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completed, platformOf } from './complete-lock.mjs'
import { fromRoot } from './lib/paths.mjs'

test('the committed lock is complete and names no registry', () => {
  const text = readFileSync(fromRoot('package-lock.json'), 'utf8')
  expect(completed(JSON.parse(text)).added).toEqual([])
  expect(text).not.toContain('"resolved"')
})

test.each([
  ['@next/swc-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@img/sharp-linuxmusl-arm64', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ['@tailwindcss/oxide-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@biomejs/cli-win32-x64', { os: ['win32'], cpu: ['x64'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
  ['fsevents', {}],
])('%s is for the platform in its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('a nested package counts as locked where Node would find it', () => {
  const lock = {
    packages: {
      '': { optionalDependencies: { ours: '1.0.0' } },
      'node_modules/a': {
        optionalDependencies: { 'native-linux-x64': '1.0.0', 'native-darwin-x64': '^1.0.0' },
        dev: true,
      },
      'node_modules/a/node_modules/native-linux-x64': { resolved: 'https://registry.example/x.tgz' },
    },
  }
  expect(completed(lock)).toEqual({
    added: ['native-darwin-x64@1.0.0'],
    lock: {
      packages: {
        ...lock.packages,
        'node_modules/a/node_modules/native-linux-x64': {},
        'node_modules/native-darwin-x64': { version: '1.0.0', dev: true, os: ['darwin'], cpu: ['x64'], optional: true },
      },
    },
  })
})
