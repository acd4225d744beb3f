import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromRoot } from '../bin/lib/paths.mjs'
import { storageClient, TestBucket } from '../e2e/support/storage.ts'
import { type Api, startApi } from '../lib/testing/api.ts'
import { run } from '../lib/testing/run-scripts.ts'

// The examples as they are printed, run for real: Python, requests and boto3 as Debian has them.

const pythonWith = (modules: string) =>
  ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', `import ${modules}`]).status === 0)
const withRequests = pythonWith('requests')
const withBoto3 = pythonWith('boto3')

let api: Api
let bucket: TestBucket
let folder: string
let home: string
let upload: { UploadId?: string | undefined }
const TEXT = 'a larger text\n'.repeat(100)

beforeAll(async () => {
  api = await startApi()
  bucket = new TestBucket(storageClient())
  await bucket.create()
  await bucket.fill({ 'a.txt': 'small', 'dir/größte datei +.txt': TEXT, 'dir/b.csv': 'x'.repeat(5000), '//odd': 'o' })
  upload = await bucket.client.send(new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: 'left behind.bin' }))
  folder = mkdtempSync(join(tmpdir(), 'stowage-examples-'))
  home = mkdtempSync(join(tmpdir(), 'stowage-home-'))
  const { credentials, region, endpoint } = bucket.client.config
  const { accessKeyId, secretAccessKey } = await credentials()
  mkdirSync(join(home, '.aws'))
  writeFileSync(
    join(home, '.aws/credentials'),
    `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  )
  writeFileSync(join(home, '.aws/config'), `[default]\nregion = ${await region()}\n`)
  expect(endpoint ?? process.env.AWS_ENDPOINT_URL_S3).toBeDefined()
})
afterAll(async () => {
  const { UploadId } = upload
  await bucket.client.send(new AbortMultipartUploadCommand({ Bucket: bucket.name, Key: 'left behind.bin', UploadId }))
  await bucket.remove()
  await api.close()
  for (const one of [folder, home]) rmSync(one, { recursive: true, force: true })
})

async function python(
  program: string | undefined,
  args: string[],
  env: { [name: string]: string | undefined } = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(program ?? '', args, {
    cwd: folder,
    env: { STOWAGE_URL: api.url, STOWAGE_TOKEN: api.token, PYTHONUTF8: '1', NO_PROXY: '*', ...env },
  })
  expect(`${code} ${stderr}`).toBe('0 ')
  return stdout.toString()
}

const downloaded = () => readFileSync(join(folder, 'largest.txt'), 'utf8')
const shared = async (text: string) => (await fetch(/^share: (\S+)/m.exec(text)?.[1] ?? '')).text()

describe.skipIf(withRequests === undefined)('with requests alone', () => {
  it('direct.py lists, pages, filters, downloads and shares', async () => {
    const text = await python(withRequests, [fromRoot('examples/direct.py'), bucket.name])
    expect(text).toContain(`buckets: ["${bucket.name}"]\nobjects: 4, ${5 + TEXT.length + 5000 + 1} bytes\n`)
    expect(text).toContain(`largest text file: "dir/größte datei +.txt" ${TEXT.length}\n`)
    expect(text).toMatch(/^ends: 20\S+Z because of request$/m)
    expect([downloaded(), await shared(text)]).toEqual([TEXT, TEXT])
  })

  it('says in a sentence what went wrong', async () => {
    const { code, stderr } = await run(withRequests ?? '', [fromRoot('examples/direct.py'), 'no-such-bucket-at-all'], {
      cwd: folder,
      env: { STOWAGE_URL: api.url, STOWAGE_TOKEN: api.token, NO_PROXY: '*' },
    })
    expect([
      code,
      stderr.includes('404 no_such_bucket: There is no bucket of this name'),
      stderr.includes('Traceback'),
    ]).toEqual([1, true, false])
  })

  it('nightly_report.py: largest, newest, unfinished uploads, links that end this week', async () => {
    const link = (note: string, expiresInSeconds: number) =>
      api.call('/api/v1/links', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ bucket: bucket.name, key: 'a.txt', note, expiresInSeconds }),
      })
    expect([(await link('soon', 86_400)).status, (await link('later', 30 * 86_400)).status]).toEqual([201, 201])
    const text = await python(withRequests, [fromRoot('examples/nightly_report.py'), bucket.name])
    expect(text).toContain(`${bucket.name}: 4 objects,`)
    expect(text).toMatch(/largest\n +5000 {2}dir\/b\.csv\n +1400 {2}dir\/größte datei \+\.txt\n/)
    expect(text).toMatch(/unfinished uploads\n +20\S+ {2}left behind\.bin\n/)
    expect(text).toMatch(new RegExp(`that end this week\\n(?: +20.*\\n)* +20\\S+ {2}${bucket.name} {2}soon\\n`))
    expect(text).not.toContain('later')
  })

  it('the ten lines of the README, as written', async () => {
    const readme = readFileSync(fromRoot('README.md'), 'utf8')
    const [, program = ''] = /```python\n([\s\S]*?)```/.exec(readme) ?? []
    const lines = program.split('\n').filter((line) => line.trim() !== '')
    expect(lines.length).toBeLessThanOrEqual(12)
    writeFileSync(
      join(folder, 'readme.py'),
      program.replaceAll('field-survey', bucket.name).replaceAll('http://127.0.0.1:3000', api.url),
    )
    const text = await python(withRequests, ['readme.py'])
    expect(text).toContain('5000 dir/b.csv\n')
    expect(text).toMatch(/^http\S+ ends 20\S+Z because of request$/m)
  })
})

describe.skipIf(withBoto3 === undefined)('with boto3 and ~/.aws', () => {
  it('boto3_direct.py does the same on the same storage', async () => {
    const text = await python(withBoto3, [fromRoot('examples/boto3_direct.py'), bucket.name], {
      HOME: home,
      AWS_CONFIG_FILE: undefined,
      AWS_SHARED_CREDENTIALS_FILE: undefined,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_PROFILE: undefined,
      AWS_CA_BUNDLE: undefined,
    })
    expect(text).toContain(
      `objects: 4, ${5 + TEXT.length + 5000 + 1} bytes\nlargest text file: dir/größte datei +.txt ${TEXT.length}\n`,
    )
    expect([downloaded(), await shared(text)]).toEqual([TEXT, TEXT])
  })
})
