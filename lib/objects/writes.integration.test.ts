import { PutBucketVersioningCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storageClient, TestBucket } from '../../e2e/support/storage.ts'
import { type Api, startApi } from '../testing/api.ts'
import { ALL_ODD_KEYS } from '../testing/odd-keys.ts'
import type { ObjectDetails } from './details-schema.ts'
import type { DeleteAnswer } from './write-schema.ts'

let api: Api
let bucket: TestBucket

beforeAll(async () => {
  api = await startApi({ STOWAGE_WRITES: 'on' })
  bucket = new TestBucket(storageClient())
  await bucket.create()
})
afterAll(async () => {
  await bucket.remove()
  await api.close()
})

const path = (key: string) => `/api/v1/buckets/${bucket.name}/object?${new URLSearchParams({ key })}`
const send = (method: string, key: string, body: unknown, headers: { [name: string]: string } = {}) =>
  api.call(path(key), {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
const read = async (key: string): Promise<{ details: ObjectDetails; etag: string }> => {
  const answer = await api.call(path(key))
  expect(answer.status).toBe(200)
  return { details: (await answer.json()) as ObjectDetails, etag: answer.headers.get('etag') ?? '' }
}
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
const bytes = async (key: string) => (await api.call(path(key).replace('/object?', '/object/content?'))).text()
const remove = async (objects: { key: string }[]) =>
  (await (
    await api.call(`/api/v1/buckets/${bucket.name}/delete`, {
      method: 'POST',
      body: JSON.stringify({ objects }),
      headers: { 'content-type': 'application/json' },
    })
  ).json()) as DeleteAnswer

const put = (key: string) =>
  bucket.put(key, {
    Body: Buffer.from('a,b\r\n'),
    ContentType: 'text/csv',
    CacheControl: 'no-cache',
    ContentDisposition: 'inline; filename="x.csv"',
    Metadata: { team: 'survey', year: '2026' },
    Tagging: 'kind=report&state=draft',
  })

describe('an object', () => {
  it('PUT: what GET answered, with other values, and gets the new one back', async () => {
    await put('put.csv')
    const { details } = await read('put.csv')
    const answer = await send('PUT', 'put.csv', {
      ...details,
      contentType: 'text/plain',
      cacheControl: null,
      metadata: [{ name: 'team', value: 'sales' }],
      tags: { items: [{ key: 'kind', value: 'list' }], problem: null },
    })
    expect(answer.status).toBe(200)
    const changed = (await answer.json()) as ObjectDetails
    expect(changed).toMatchObject({
      contentType: 'text/plain',
      cacheControl: null,
      contentDisposition: 'inline; filename="x.csv"',
      metadata: [{ name: 'team', value: 'sales' }],
      tags: { items: [{ key: 'kind', value: 'list' }] },
      sizeBytes: 5,
    })
    const after = await read('put.csv')
    expect([after.details, after.etag]).toEqual([changed, answer.headers.get('etag')])
    expect(await bytes('put.csv')).toBe('a,b\r\n')
  })

  it('PUT: needs the whole representation, and leaves the rest to the storage', async () => {
    await put('whole.csv')
    const { details } = await read('whole.csv')
    expect(await code(await send('PUT', 'whole.csv', { contentType: 'text/plain' }))).toEqual([400, 'invalid_request'])
    const other = await send('PUT', 'whole.csv', { ...details, sizeBytes: 9 })
    expect([other.status, ((await other.json()) as { detail: string }).detail]).toEqual([
      400,
      'The field "sizeBytes" is the storage\'s to say. Leave it out, or as it was.',
    ])
    expect((await send('PUT', 'whole.csv', details)).status).toBe(200)
    expect(await read('whole.csv')).toMatchObject({ details })
  })

  it('PATCH: what is not named stays', async () => {
    await put('patch.csv')
    const before = (await read('patch.csv')).details
    const headers = (await (
      await send('PATCH', 'patch.csv', { contentType: 'text/tab-separated-values' })
    ).json()) as ObjectDetails
    expect(headers).toMatchObject({
      contentType: 'text/tab-separated-values',
      cacheControl: 'no-cache',
      metadata: before.metadata,
      tags: before.tags,
      etag: before.etag,
    })
    const tags = (await (await send('PATCH', 'patch.csv', { tags: { items: [] } })).json()) as ObjectDetails
    expect(tags).toMatchObject({
      tags: { items: [] },
      contentType: 'text/tab-separated-values',
      metadata: before.metadata,
    })
  })

  it('If-Match: of two who saw the same, one is told', async () => {
    await put('match.csv')
    const { etag } = await read('match.csv')
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((value) =>
        send('PATCH', 'match.csv', { tags: { items: [{ key: 'by', value }] } }, { 'if-match': etag }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
    expect(await code(await send('PATCH', 'match.csv', { cacheControl: null }, { 'if-match': etag }))).toEqual([
      412,
      'precondition_failed',
    ])
    const gone = await api.call(path('match.csv'), { method: 'DELETE', headers: { 'if-match': etag } })
    expect(gone.status).toBe(412)
    const { etag: now } = await read('match.csv')
    expect((await api.call(path('match.csv'), { method: 'DELETE', headers: { 'if-match': now } })).status).toBe(200)
    expect((await api.call(path('match.csv'))).status).toBe(404)
  })

  it('every odd key: changed and deleted, that one and no other', async () => {
    const stored: string[] = []
    for (const key of ALL_ODD_KEYS)
      await bucket.put(key, 'x').then(
        () => stored.push(key),
        () => undefined,
      )
    expect(stored.length).toBeGreaterThan(ALL_ODD_KEYS.length / 2)
    for (const [at, key] of stored.entries()) {
      const answer = await send('PATCH', key, { metadata: [{ name: 'number', value: String(at) }] })
      expect(`${JSON.stringify(key)} ${answer.status}`).toBe(`${JSON.stringify(key)} 200`)
    }
    for (const [at, key] of stored.entries())
      expect((await read(key)).details.metadata, JSON.stringify(key)).toEqual([{ name: 'number', value: String(at) }])
    const [half, rest] = [stored.filter((_key, at) => at % 2 === 0), stored.filter((_key, at) => at % 2 === 1)]
    const answer = await remove(half.map((key) => ({ key })))
    expect(answer.items.filter((item) => 'problem' in item)).toEqual([])
    expect(answer).toMatchObject({ deleted: half.length, failed: 0 })
    for (const key of half)
      expect(`${JSON.stringify(key)} ${(await api.call(path(key))).status}`).toBe(`${JSON.stringify(key)} 404`)
    for (const key of rest)
      expect(`${JSON.stringify(key)} ${(await api.call(path(key))).status}`).toBe(`${JSON.stringify(key)} 200`)
    expect(await remove(rest.map((key) => ({ key })))).toMatchObject({ deleted: rest.length, failed: 0 })
  }, 240_000)

  it('where versions are kept: a change makes one, and only the newest can be changed', async () => {
    await bucket.client.send(
      new PutBucketVersioningCommand({ Bucket: bucket.name, VersioningConfiguration: { Status: 'Enabled' } }),
    )
    await put('versions.csv')
    const old = (await read('versions.csv')).details
    expect((await send('PATCH', 'versions.csv', { cacheControl: 'max-age=1' })).status).toBe(200)
    const { details } = await read('versions.csv')
    expect(details.versionId).not.toBe(old.versionId)
    expect(details).toMatchObject({ cacheControl: 'max-age=1', tags: old.tags, versions: { count: 2 } })
    const ofOld = `versions.csv&versionId=${encodeURIComponent(old.versionId ?? '')}`
    const at = (rest: string, method: string, body?: unknown) =>
      api.call(`/api/v1/buckets/${bucket.name}/object?key=${rest}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    expect(await code(await at(ofOld, 'PATCH', { cacheControl: 'no-store' }))).toEqual([422, 'not_changeable'])
    expect((await at(ofOld, 'PATCH', { tags: { items: [{ key: 'old', value: 'yes' }] } })).status).toBe(200)
    expect((await read('versions.csv')).details.tags).toEqual(old.tags)
    expect(await (await at('versions.csv', 'DELETE')).json()).toMatchObject({ deleteMarker: true })
    expect((await api.call(path('versions.csv'))).status).toBe(404)
    expect(await (await at(ofOld, 'DELETE')).json()).toMatchObject({ versionId: old.versionId })
    expect((await at(ofOld, 'GET')).status).toBe(404)
  })

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['an unknown field', { colour: 'red' }],
    ['a header of two lines', { contentType: 'text/plain\r\nx-amz-acl: public-read' }],
    ['metadata that is no header', { metadata: [{ name: 'a b', value: 'x' }] }],
    [
      'metadata twice',
      {
        metadata: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
    ],
    ['too much metadata', { metadata: [{ name: 'a', value: 'x'.repeat(2048) }] }],
    ['eleven tags', { tags: { items: Array.from({ length: 11 }, (_one, at) => ({ key: `k${at}`, value: '' })) } }],
    ['no date', { expires: 'soon' }],
    ['no storage class', { storageClass: 'cheap' }],
  ])('is not changed by %s', async (_what, body) => {
    expect(await code(await send('PATCH', 'nothing.csv', body))).toEqual([400, 'invalid_request'])
  })
})

describe('many objects', () => {
  it('more than S3 takes in one request, each with its answer', async () => {
    const keys = Array.from({ length: 1203 }, (_one, at) => `many/${at}.txt`)
    await bucket.fill(keys.map((key) => [key, ''] as const))
    const list = async () =>
      (
        (await (await api.call(`/api/v1/buckets/${bucket.name}/objects?prefix=many/`)).json()) as {
          listing: { objects: number }
        }
      ).listing.objects
    expect(await list()).toBe(1203)
    const asked = [...keys.slice(0, 1201), 'many/not-there.txt']
    const answer = await remove([...asked, `bad${'x'.repeat(1100)}`].map((key) => ({ key })))
    expect(answer).toMatchObject({ deleted: 1202, failed: 1 })
    expect(answer.items.map(({ key }) => key)).toEqual([...asked, `bad${'x'.repeat(1100)}`])
    expect(answer.items.at(-1)).toMatchObject({ problem: { code: 'invalid_key' } })
    expect(await list()).toBe(2)
  }, 120_000)
})
