import { createHmac } from 'node:crypto'
import * as S3 from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './server.ts'
import { signingKey } from './sigv4.ts'

let sandbox: Sandbox
let s3: S3.S3Client
const Bucket = 'access'
const url = (path = 'key') => `${sandbox.endpoint}/${Bucket}/${path}`

beforeAll(async () => {
  sandbox = await startSandbox()
  s3 = new S3.S3Client({
    endpoint: sandbox.endpoint,
    region: sandbox.region,
    forcePathStyle: true,
    credentials: sandbox,
  })
  await s3.send(new S3.CreateBucketCommand({ Bucket }))
})

beforeEach(() => s3.send(new S3.PutObjectCommand({ Bucket, Key: 'key', Body: 'hello' })))

afterAll(() => sandbox.close())

describe('somebody unknown', () => {
  test('gets nothing by default, not even what is missing', async () => {
    expect([(await fetch(url())).status, (await fetch(url('missing'))).status, (await fetch(url(''))).status]).toEqual([
      403, 403, 403,
    ])
    expect((await fetch(url('new'), { method: 'PUT', body: 'x' })).status).toBe(403)
  })

  test('reads what a policy opens, and a deny closes it again', async () => {
    const statement = (Effect: string, Resource: string) => ({
      Effect,
      Principal: '*',
      Action: 's3:GetObject',
      Resource,
    })
    const policy = (...Statement: unknown[]) =>
      s3.send(new S3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }))
    await policy(statement('Allow', `arn:aws:s3:::${Bucket}/*`))
    expect((await fetch(url())).status).toBe(200)
    await policy(statement('Allow', `arn:aws:s3:::${Bucket}/*`), statement('Deny', `arn:aws:s3:::${Bucket}/k?y`))
    expect((await fetch(url())).status).toBe(403)
    await s3.send(new S3.DeleteBucketPolicyCommand({ Bucket }))
  })

  test('reads what an ACL opens, unless public access is blocked', async () => {
    await s3.send(new S3.PutObjectAclCommand({ Bucket, Key: 'key', ACL: 'public-read' }))
    expect((await fetch(url())).status).toBe(200)
    await s3.send(
      new S3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }),
    )
    expect((await fetch(url())).status).toBe(403)
    await s3.send(new S3.DeletePublicAccessBlockCommand({ Bucket }))
  })
})

describe('a presigned URL', () => {
  const sign = (expiresIn: number, signingDate = new Date()) =>
    getSignedUrl(s3, new S3.GetObjectCommand({ Bucket, Key: 'key' }), { expiresIn, signingDate })

  test('opens until it ends, for what it names', async () => {
    expect(await (await fetch(await sign(60))).text()).toBe('hello')
    const late = await fetch(await sign(1, new Date(Date.now() - 5000)))
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
    expect((await fetch((await sign(60)).replace('/key?', '/other?'))).status).toBe(403)
    expect((await fetch(`${await sign(60)}&versionId=1`)).status).toBe(403)
  })

  test('lives seven days at most', async () => {
    const answer = await fetch((await sign(60)).replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'))
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('AuthorizationQueryParametersError'),
    ])
  })
})

describe('a browser form', () => {
  async function post(fields: Record<string, string>, size = 4): Promise<number> {
    const date = new Date().toISOString().slice(0, 10).replaceAll('-', '')
    const credential = `${sandbox.accessKeyId}/${date}/us-east-1/s3/aws4_request`
    const conditions = [
      { bucket: Bucket },
      ['starts-with', '$key', 'form/'],
      ['content-length-range', 1, 10],
      { 'x-amz-credential': credential },
    ]
    const policy = Buffer.from(
      JSON.stringify({ expiration: new Date(Date.now() + 60_000).toISOString(), conditions }),
    ).toString('base64')
    const key = signingKey(sandbox.secretAccessKey, { date, region: 'us-east-1', service: 's3' })
    const form = new FormData()
    const signature = createHmac('sha256', key).update(policy).digest('hex')
    for (const [name, value] of Object.entries({
      policy,
      'x-amz-credential': credential,
      'x-amz-signature': signature,
      ...fields,
    }))
      form.set(name, value)
    form.set('file', new Blob(['x'.repeat(size)]), 'a name.txt')
    return (await fetch(`${sandbox.endpoint}/${Bucket}`, { method: 'POST', body: form })).status
  }

  test('stores what its policy allows and nothing else', async () => {
    const named = ['form/', '$', '{filename}'].join('')
    expect(await post({ key: named })).toBe(204)
    expect((await s3.send(new S3.HeadObjectCommand({ Bucket, Key: 'form/a name.txt' }))).ContentLength).toBe(4)
    expect([
      await post({ key: 'elsewhere' }),
      await post({ key: 'form/x' }, 11),
      await post({ key: 'form/x', acl: 'public-read' }),
    ]).toEqual([403, 400, 403])
    expect(await post({ key: 'form/x', 'x-amz-signature': '0'.repeat(64) })).toBe(403)
  })
})

test('CORS answers the origins it names', async () => {
  const rule = {
    AllowedOrigins: ['https://*.example'],
    AllowedMethods: ['GET'],
    AllowedHeaders: ['range'],
    ExposeHeaders: ['ETag'],
  }
  await s3.send(new S3.PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }))
  const preflight = async (origin: string, headers: string) => {
    const asked = { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': headers }
    return (await fetch(url(), { method: 'OPTIONS', headers: asked })).status
  }
  expect([
    await preflight('https://a.example', 'Range'),
    await preflight('https://a.other', 'Range'),
    await preflight('https://a.example', 'x-y'),
  ]).toEqual([200, 403, 403])
  const answer = await fetch(url(), { headers: { origin: 'https://a.example' } })
  expect([
    answer.headers.get('access-control-allow-origin'),
    answer.headers.get('access-control-expose-headers'),
  ]).toEqual(['https://a.example', 'ETag'])
})

test('a locked version stays', async () => {
  const locked = { Bucket: 'locked', Key: 'k' }
  await s3.send(new S3.CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }))
  const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: new Date(Date.now() + 3600_000) }
  const { VersionId } = await s3.send(new S3.PutObjectCommand({ ...locked, Body: 'x' }))
  await s3.send(new S3.PutObjectRetentionCommand({ ...locked, Retention }))
  await expect(s3.send(new S3.DeleteObjectCommand({ ...locked, VersionId }))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
  await s3.send(new S3.PutObjectLegalHoldCommand({ ...locked, LegalHold: { Status: 'ON' } }))
  await expect(
    s3.send(new S3.DeleteObjectCommand({ ...locked, VersionId, BypassGovernanceRetention: true })),
  ).rejects.toMatchObject({ name: 'AccessDenied' })
  await s3.send(new S3.PutObjectLegalHoldCommand({ ...locked, LegalHold: { Status: 'OFF' } }))
  await s3.send(new S3.DeleteObjectCommand({ ...locked, VersionId, BypassGovernanceRetention: true }))
})

test('what is asked for is done or refused, never taken for something else', async () => {
  const signed = await getSignedUrl(s3, new S3.GetObjectCommand({ Bucket, Key: 'key' }))
  expect((await fetch(`${url()}?torrent`)).status).toBe(403)
  expect((await fetch(signed, { method: 'POST' })).status).toBe(403)
  await expect(s3.send(new S3.GetObjectTorrentCommand({ Bucket, Key: 'key' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  })
})
