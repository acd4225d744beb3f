import { spawnSync } from 'node:child_process'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storageClient } from '../../e2e/support/storage.ts'
import { requestScripts } from '../scripts/request-scripts.ts'
import { type Api, startApi } from '../testing/api.ts'
import { run } from '../testing/run-scripts.ts'
import type { ApiDocument } from './document.ts'
import { exampleRequest } from './example-request.ts'

// Every example of the reference page, in every language, run as it is printed.

const python = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import requests']).status === 0)
const COMMANDS: { [language: string]: [string, string[]] | null } = {
  curl: spawnSync('curl', ['--version']).status === 0 ? ['bash', []] : null,
  python: python === undefined ? null : [python, ['-']],
  javascript: [process.execPath, ['--input-type=module', '-']],
}

/** A whole representation is what GET answered; nobody should copy a DELETE without its key; ids are one's own. */
const BY_HAND = new Set(['putObject', 'deleteObject', 'endLinks'])
/** What leads to one thing that was made before has no example that stands for itself. */
const OF_ONE = /\{id\}/

let api: Api
let document: ApiDocument

const onSandbox = (process.env.STOWAGE_TEST_STORAGE ?? 'sandbox') === 'sandbox'

beforeAll(async () => {
  api = await startApi({ STOWAGE_WRITES: 'on' })
  document = (await (await api.call('/api/openapi.json')).json()) as ApiDocument
  const client = storageClient()
  await client.send(new CreateBucketCommand({ Bucket: 'field-survey' }))
  await client.send(
    new PutObjectCommand({ Bucket: 'field-survey', Key: 'README.md', Body: Buffer.from('# Field survey\n') }),
  )
  client.destroy()
})
afterAll(() => api.close())

// The examples name the sandbox's sample bucket.
describe.skipIf(!onSandbox)('the examples of the reference', () => {
  it.each(Object.keys(COMMANDS))(
    '%s',
    async (language) => {
      const command = COMMANDS[language]
      if (!command) return
      let ran = 0
      for (const [path, methods] of Object.entries(document.paths))
        for (const [method, operation] of Object.entries(methods)) {
          if (OF_ONE.test(path) || operation.security || BY_HAND.has(operation.operationId)) continue
          const script = requestScripts(exampleRequest(path, method, operation), api.url).find(
            ({ id }) => id === language,
          )
          const { code, stderr } = await run(command[0], command[1], {
            input: script?.code ?? '',
            env: { STOWAGE_URL: api.url, STOWAGE_TOKEN: api.token, NO_PROXY: '*', NODE_NO_WARNINGS: '1' },
          })
          expect(`${operation.operationId} ${code} ${stderr}`).toBe(`${operation.operationId} 0 `)
          ran += 1
        }
      expect(ran).toBeGreaterThan(15)
    },
    120_000,
  )
})
