import * as S3 from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedKeys, seedSampleData } from './seed.ts'
import { type Sandbox, startSandbox } from './server.ts'

let sandbox: Sandbox
let s3: S3.S3Client

beforeAll(async () => {
  sandbox = await startSandbox()
  seedSampleData(sandbox.store)
  s3 = new S3.S3Client({
    endpoint: sandbox.endpoint,
    region: sandbox.region,
    forcePathStyle: true,
    credentials: sandbox,
  })
})

afterAll(() => sandbox.close())

async function count(Bucket: string): Promise<number> {
  let keys = 0
  for await (const page of S3.paginateListObjectsV2({ client: s3 }, { Bucket })) keys += page.KeyCount ?? 0
  return keys
}

async function start(Bucket: string, Prefix: string): Promise<Buffer> {
  const found = await s3.send(new S3.ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }))
  const { Body } = await s3.send(new S3.GetObjectCommand({ Bucket, Key: found.Contents?.[0]?.Key ?? '' }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

test('the buckets, and how much is in each', async () => {
  const { Buckets } = await s3.send(new S3.ListBucketsCommand({}))
  expect(Buckets?.map(({ Name }) => Name)).toEqual([
    'empty-bucket',
    'field-survey',
    'sensor-readings',
    'shared-drafts',
    'web-logs',
  ])
  expect(await Promise.all(['empty-bucket', 'sensor-readings', 'web-logs', 'shared-drafts'].map(count))).toEqual([
    0, 25_000, 240, 12,
  ])
  expect(await count('field-survey')).toBeGreaterThan(1000)
})

test('files are what their names say', async () => {
  expect((await start('field-survey', 'ebro/photos/')).subarray(1, 4).toString()).toBe('PNG')
  expect((await start('field-survey', 'ebro/reports/')).toString('latin1')).toMatch(
    /^%PDF-1\.4\n.*startxref\n\d+\n%%EOF\n$/s,
  )
  expect((await start('field-survey', 'ebro/sound/')).toString('latin1', 0, 16)).toMatch(/^RIFF....WAVEfmt $/s)
})

test('a second time changes nothing', async () => {
  const before = await count('field-survey')
  seedSampleData(sandbox.store)
  expect(await count('field-survey')).toBe(before)
})

test('seeded keys have bodies of the size they state', async () => {
  seedKeys(sandbox.store, { bucket: 'bulk', keys: ['a', 'b'], sizeBytes: (i) => i * 100_000 })
  const { Body } = await s3.send(new S3.GetObjectCommand({ Bucket: 'bulk', Key: 'b', Range: 'bytes=65530-65545' }))
  expect(await Body?.transformToString()).toBe('abcdef0123456789')
})
