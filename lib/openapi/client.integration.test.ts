import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fromRoot } from '../../bin/lib/paths.mjs'
import { storageClient, TestBucket } from '../../e2e/support/storage.ts'
import { type Api, startApi } from '../testing/api.ts'

// A client that a public generator makes from the document compiles, and lists a bucket.

let api: Api
let bucket: TestBucket
let folder: string

beforeAll(async () => {
  api = await startApi()
  bucket = new TestBucket(storageClient())
  await bucket.create()
  await bucket.fill({ 'small.txt': 'x', 'dir/large.txt': 'x'.repeat(500) })
  // Within the project, so that imports find its packages.
  mkdirSync(fromRoot('node_modules/.cache'), { recursive: true })
  folder = mkdtempSync(fromRoot('node_modules/.cache/client-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await bucket.remove()
  await api.close()
})

async function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(command, args, { cwd: folder, env })
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  expect(`${code} ${code === 0 ? '' : out + errors}`).toBe('0 ')
  return out
}

it('a client made from the document compiles and lists a bucket', async () => {
  writeFileSync(join(folder, 'openapi.json'), await (await api.call('/api/openapi.json')).text())
  await run(process.execPath, [
    fromRoot('node_modules/openapi-typescript/bin/cli.js'),
    'openapi.json',
    '-o',
    'stowage.d.ts',
  ])
  copyFileSync(fromRoot('examples/client.ts'), join(folder, 'client.ts'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const strict = { strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: ['node'] }
  const compilerOptions = { ...strict, target: 'es2022', module: 'nodenext', rootDir: '.' }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['client.ts'] }))
  await run(fromRoot('node_modules/.bin/tsc'), ['-p', '.'])
  const env = { ...process.env, STOWAGE_URL: api.url, STOWAGE_TOKEN: api.token }
  expect(await run(process.execPath, ['client.js', bucket.name], env)).toBe('500 dir/large.txt\n1 small.txt\n')
})
