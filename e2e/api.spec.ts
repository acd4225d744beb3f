import type { APIResponse } from '@playwright/test'
import { ALL_ODD_KEYS } from '../lib/testing/odd-keys.ts'
import { expect, test } from './support/fixtures.ts'

type Row = { key: string; sizeBytes: number | null; modifiedAt: string | null; etag: string | null }
type Page = {
  items: Row[]
  folders: { prefix: string }[]
  next: string | null
  listing: { complete: boolean; objects: number; requests: number }
}

const ok = async <Body>(answer: APIResponse): Promise<Body> => {
  expect(`${answer.status()} ${answer.ok() ? '' : await answer.text()}`).toBe('200 ')
  return (await answer.json()) as Body
}

test.describe('objects', () => {
  test('a folder: what is in it, and folders for what is deeper', async ({ api, bucket }) => {
    await bucket.fill({ 'a.txt': 'aaa', 'dir/b.txt': 'b', 'dir/sub/c.txt': '', 'z/': '' })
    const page = await ok<Page>(await api.get(`/api/v1/buckets/${bucket.name}/objects`))
    expect(page.items.map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([['a.txt', 3]])
    expect(page.folders.map(({ prefix }) => prefix)).toEqual(['dir/', 'z/'])
    expect(page.listing).toMatchObject({ complete: true, objects: 1, requests: 1 })
    const deeper = await ok<Page>(await api.get(`/api/v1/buckets/${bucket.name}/objects?prefix=dir/&depth=below`))
    expect(deeper.items.map(({ key }) => key)).toEqual(['dir/b.txt', 'dir/sub/c.txt'])
  })

  test('sorted, filtered and paged, the same in every form', async ({ api, bucket }) => {
    await bucket.fill(
      Object.fromEntries(
        Array.from({ length: 25 }, (_, i) => [
          `f/${String(i).padStart(2, '0')}.${i % 2 ? 'log' : 'txt'}`,
          'x'.repeat(i * 3),
        ]),
      ),
    )
    const path = `/api/v1/buckets/${bucket.name}/objects`
    const asked = 'prefix=f/&q=*.log&min_size=10&sort=-sizeBytes'
    const wanted = [23, 21, 19, 17, 15, 13, 11, 9, 7, 5].map((i) => `f/${String(i).padStart(2, '0')}.log`)

    const byPage = await api.get(`${path}?${asked}&per_page=4&page=2`)
    expect((await ok<Page>(byPage)).items.map(({ key }) => key)).toEqual(wanted.slice(4, 8))
    expect(byPage.headers()['x-total-count']).toBe('10')
    expect(byPage.headers().link).toMatch(/^<\/api\/v1\/.*page=3>; rel="next"$/)

    const walked: string[] = []
    for (let next: string | null = `${path}?${asked}&per_page=3`; next !== null; ) {
      const page: Page = await ok<Page>(await api.get(next))
      walked.push(...page.items.map(({ key }) => key))
      next = page.next
    }
    expect(walked).toEqual(wanted)

    const lines = (await (await api.get(`${path}?${asked}`, { headers: { accept: 'application/x-ndjson' } })).text())
      .trim()
      .split('\n')
    expect(lines.slice(0, -1).map((line) => (JSON.parse(line) as Row).key)).toEqual(wanted)
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ listing: { complete: true, objects: 25 } })

    const csv = (await (await api.get(`${path}?${asked}`, { headers: { accept: 'text/csv' } })).text())
      .trim()
      .split('\r\n')
    expect(csv[0]).toBe('kind,key,sizeBytes,modifiedAt,storageClass,etag,owner')
    expect(csv.slice(1).map((line) => line.split(',')[1])).toEqual(wanted)
  })

  test('every odd key: listed once, byte-equal, described and downloaded', async ({ api, bucket }) => {
    test.setTimeout(120_000)
    const stored: string[] = []
    for (const key of ALL_ODD_KEYS) {
      // What a server refuses to store cannot be listed.
      const kept = await bucket.put(key, { Body: Buffer.from(key), ContentType: 'text/plain' }).then(
        () => true,
        () => false,
      )
      if (kept) stored.push(key)
    }
    expect(stored.length).toBeGreaterThan(ALL_ODD_KEYS.length / 2)
    const listed: string[] = []
    for (let next: string | null = `/api/v1/buckets/${bucket.name}/objects?depth=below&per_page=50`; next !== null; ) {
      const page: Page = await ok<Page>(await api.get(next))
      listed.push(...page.items.map(({ key }) => key))
      next = page.next
    }
    const inOrder = [...stored].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(listed).toEqual(inOrder)
    for (const key of stored) {
      const asked = new URLSearchParams({ key })
      const details = await ok<{ key: string; sizeBytes: number; arn: string }>(
        await api.get(`/api/v1/buckets/${bucket.name}/object?${asked}`),
      )
      expect(details).toMatchObject({
        key,
        sizeBytes: Buffer.byteLength(key),
        arn: `arn:aws:s3:::${bucket.name}/${key}`,
      })
      const content = await api.get(`/api/v1/buckets/${bucket.name}/object/content?${asked}`)
      expect(`${JSON.stringify(key)} ${content.status()}`).toBe(`${JSON.stringify(key)} 200`)
      expect(await content.body()).toEqual(Buffer.from(key))
      const download = await api.get(`/api/v1/buckets/${bucket.name}/object/download?${asked}`)
      expect(await download.body(), JSON.stringify(key)).toEqual(Buffer.from(key))
      expect(download.headers()['content-disposition']).toMatch(/^attachment;/)
    }
  })

  test('folders of odd names open, level by level, down to every key', async ({ api, bucket }) => {
    const keys = [
      '//',
      '///a',
      '/leading',
      'a//b',
      'a/b',
      'a///b',
      './x',
      '../y',
      'é/ü',
      ' /x',
      'q?/a',
      'p%2F/a',
      'plus+/a',
      '\u0001/x',
      'team-a/x',
      'team-a-secret/x',
    ]
    await bucket.fill(Object.fromEntries(keys.map((key) => [key, key])))
    const found: string[] = []
    const visit = async (prefix: string): Promise<void> => {
      const page = await ok<Page>(
        await api.get(`/api/v1/buckets/${bucket.name}/objects?${new URLSearchParams({ prefix })}`),
      )
      found.push(...page.items.map(({ key }) => key))
      for (const folder of page.folders) await visit(folder.prefix)
    }
    await visit('')
    expect(found.toSorted()).toEqual(keys.toSorted())
  })
})

test.describe('an object', () => {
  test('its whole representation', async ({ api, bucket, stowage }) => {
    await bucket.put('r.csv', {
      Body: Buffer.from('a,b\r\n'),
      ContentType: 'text/csv',
      CacheControl: 'max-age=60',
      Metadata: { team: 'survey' },
      ...(stowage.kind === 'swift' ? {} : { Tagging: 'kind=report&year=2026' }),
    })
    const details = await ok<Record<string, unknown>>(await api.get(`/api/v1/buckets/${bucket.name}/object?key=r.csv`))
    expect(details).toMatchObject({
      bucket: bucket.name,
      sizeBytes: 5,
      contentType: 'text/csv',
      cacheControl: 'max-age=60',
      metadata: [{ name: 'team', value: 'survey' }],
      archived: false,
      presignable: true,
      s3Uri: `s3://${bucket.name}/r.csv`,
    })
    if (stowage.kind !== 'swift')
      expect(details.tags).toMatchObject({
        items: [
          { key: 'kind', value: 'report' },
          { key: 'year', value: '2026' },
        ],
        problem: null,
      })
  })

  test('its bytes: ranges, conditions, and never as a page of ours', async ({ api, bucket }) => {
    await bucket.put('evil.html', {
      Body: Buffer.from("<script>document.title='XSS'</script>"),
      ContentType: 'text/html',
    })
    const path = `/api/v1/buckets/${bucket.name}/object/content?key=evil.html`
    const whole = await api.get(path)
    expect(whole.headers()).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-length': '37',
      'accept-ranges': 'bytes',
    })
    expect(whole.headers()['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    const part = await api.get(path, { headers: { range: 'bytes=8-15' } })
    expect([part.status(), await part.text(), part.headers()['content-range']]).toEqual([
      206,
      'document',
      'bytes 8-15/37',
    ])
    const tail = await api.get(path, { headers: { range: 'bytes=-9' } })
    expect([tail.status(), await tail.text()]).toEqual([206, '</script>'])
    expect((await api.get(path, { headers: { range: 'bytes=99-' } })).status()).toBe(416)
    const etag = whole.headers().etag ?? ''
    expect((await api.get(path, { headers: { 'if-none-match': etag } })).status()).toBe(304)
    expect((await api.get(path, { headers: { 'if-match': '"0"' } })).status()).toBe(412)
    const attachment = await api.get(`${path}&download=1&fileName=${encodeURIComponent('é".html')}`)
    expect(attachment.headers()).toMatchObject({ 'content-type': 'application/octet-stream' })
    expect(attachment.headers()['content-disposition']).toBe(
      'attachment; filename="__.html"; filename*=UTF-8\'\'%C3%A9%22.html',
    )
    expect((await api.head(path)).headers()['content-length']).toBe('37')
  })

  test('a missing one, and a missing bucket', async ({ api, bucket }) => {
    for (const part of ['object', 'object/content', 'object/download']) {
      const answer = await api.get(`/api/v1/buckets/${bucket.name}/${part}?key=nothing`)
      expect(answer.status()).toBe(404)
      expect(await answer.json()).toMatchObject({ code: 'no_such_key', status: 404 })
    }
    const gone = await api.get(`/api/v1/buckets/no-such-bucket-here-at-all/objects`)
    expect([gone.status(), ((await gone.json()) as { code: string }).code]).toEqual([404, 'no_such_bucket'])
  })
})

test.describe('bad input', () => {
  const BUCKETS = [
    '..',
    '.',
    'arn:aws:s3:us-west-2:123456789012:accesspoint/ap1',
    'a/b',
    'b..c',
    'evil.com:80',
    '127.0.0.1',
    'b?x=1',
    'b#f',
    'b%2f..%2fc',
    'bucket--use1-az4--x-s3',
    'x-s3alias',
    '\0',
    'UPPER',
    'ab',
    '__proto__',
  ]

  for (const name of BUCKETS) {
    test(`is not a bucket: ${JSON.stringify(name)}`, async ({ api }) => {
      const encoded = encodeURIComponent(name).replaceAll('.', '%2E')
      // A client may tidy dots away before it sends; then what is left is the list of buckets, which is no harm.
      const whole = /^\.+$/.test(name) ? [] : ['']
      for (const rest of [...whole, '/objects', '/object?key=a', '/object/content?key=a', '/object/download?key=a']) {
        const answer = await api.get(`/api/v1/buckets/${encoded}${rest}`)
        expect([400, 404], `${rest}`).toContain(answer.status())
        expect(await answer.text()).not.toContain('at Object')
      }
    })
  }

  const QUERIES: [string, number, string][] = [
    ['object', 400, 'invalid_request'],
    ['object?key=', 400, 'invalid_key'],
    ['object?key=a&key=b', 400, 'invalid_request'],
    ['object?key=%FF', 400, 'invalid_key'],
    ['object?key=a%00b', 400, 'invalid_key'],
    [`object?key=${'x'.repeat(1025)}`, 400, 'invalid_key'],
    ['object?key=a&nonsense=1', 400, 'invalid_request'],
    [`objects?prefix=${'x'.repeat(1025)}`, 400, 'invalid_key'],
    ['objects?delimiter=ab', 400, 'invalid_request'],
    ['objects?per_page=0', 400, 'invalid_request'],
    ['objects?per_page=-1', 400, 'invalid_request'],
    ['objects?per_page=1e3', 400, 'invalid_request'],
    ['objects?per_page=1.5', 400, 'invalid_request'],
    ['objects?per_page=NaN', 400, 'invalid_request'],
    ['objects?per_page=1000000000', 400, 'invalid_request'],
    ['objects?page=0', 400, 'invalid_request'],
    ['objects?page=2&cursor=x', 400, 'invalid_request'],
    ['objects?cursor=x', 400, 'invalid_request'],
    ['objects?sort=__proto__', 400, 'invalid_request'],
    [`objects?q=${'a'.repeat(2000)}`, 400, 'invalid_request'],
    ['objects?modified_after=yesterday', 400, 'invalid_request'],
    ['objects?depth=deep', 400, 'invalid_request'],
    ['objects?connection=nobody', 404, 'not_found'],
  ]
  for (const [path, status, code] of QUERIES) {
    test(`${path.slice(0, 60)} is a ${status}`, async ({ api, bucket }) => {
      const answer = await api.get(`/api/v1/buckets/${bucket.name}/${path}`)
      expect(answer.status()).toBe(status)
      expect(await answer.json()).toMatchObject({ code, status })
      expect(answer.headers()['content-type']).toBe('application/problem+json')
    })
  }

  const BODIES: [string, unknown][] = [
    ['0 seconds', { key: 'a', expiresInSeconds: 0 }],
    ['-1 seconds', { key: 'a', expiresInSeconds: -1 }],
    ['more than 7 days', { key: 'a', expiresInSeconds: 604_801 }],
    ['a text for seconds', { key: 'a', expiresInSeconds: '7d' }],
    ['no key', { expiresInSeconds: 60 }],
    ['a number for a key', { key: 1, expiresInSeconds: 60 }],
    ['an object for a key', { key: {}, expiresInSeconds: 60 }],
    ['key and keys', { key: 'a', keys: ['b'], expiresInSeconds: 60 }],
    ['what the server decides', { key: 'a', expiresInSeconds: 60, responseContentDisposition: 'inline' }],
    ['another method', { key: 'a', expiresInSeconds: 60, method: 'PUT' }],
    ['a list', [1]],
    ['null', null],
  ]
  for (const [what, data] of BODIES) {
    test(`a link for ${what} is refused`, async ({ api, bucket }) => {
      const answer = await api.post(`/api/v1/buckets/${bucket.name}/presign`, {
        data: JSON.stringify(data),
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status()).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'invalid_request' })
    })
  }

  test('a body that is not JSON, or says it is something else, or is too large', async ({ api, bucket }) => {
    const post = (data: string, type: string) =>
      api.post(`/api/v1/buckets/${bucket.name}/presign`, { data, headers: { 'content-type': type } })
    expect((await post('{', 'application/json')).status()).toBe(400)
    expect((await post('{"key":"a","expiresInSeconds":60}', 'text/plain')).status()).toBe(415)
    expect((await post(`{"key":"${'a'.repeat(1_200_000)}"}`, 'application/json')).status()).toBe(413)
  })

  test('a method the resource does not have names those it has', async ({ api, bucket }) => {
    const answer = await api.delete(`/api/v1/buckets/${bucket.name}/objects`)
    expect([answer.status(), answer.headers().allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})
