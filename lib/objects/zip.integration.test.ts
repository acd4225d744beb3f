import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storageClient, TestBucket } from '../../e2e/support/storage.ts'
import { type Api, startApi } from '../testing/api.ts'
import { unzipped } from '../testing/unzip.ts'

let api: Api
let bucket: TestBucket

beforeAll(async () => {
  api = await startApi()
  bucket = new TestBucket(storageClient())
  await bucket.create()
  await bucket.fill({
    'reports/2026/one.csv': '1,2',
    'reports/2026/two.csv': '3,4',
    'reports/readme.md': '# hi',
    'reports/../out.txt': 'stays in',
    'reports-secret/salaries.csv': 'no',
    'reports/': '',
  })
})
afterAll(async () => {
  await bucket.remove()
  await api.close()
})

const zip = (init?: RequestInit, query = '') => api.call(`/api/v1/buckets/${bucket.name}/zip${query}`, init)
const chosen = (body: object) =>
  zip({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('a ZIP', () => {
  it('of a folder holds all below it and nothing beside it, and no name leads out', async () => {
    const answer = await zip({}, '?prefix=reports/')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="reports.zip"')
    const { files, manifest } = await unzipped(answer)
    expect(files).toEqual({
      '2026/one.csv': '1,2',
      '2026/two.csv': '3,4',
      'readme.md': '# hi',
      '__/out.txt': 'stays in',
    })
    expect(manifest).toContain('reports/../out.txt,__/out.txt,8,')
  })

  it('of chosen keys and folders holds each once, and names what is not there', async () => {
    const { files, manifest } = await unzipped(
      await chosen({ keys: ['reports/2026/one.csv', 'reports/gone.txt'], prefixes: ['reports/2026/'] }),
    )
    expect(files).toEqual({ '2026/one.csv': '1,2', '2026/two.csv': '3,4' })
    expect(manifest).toMatch(/reports\/gone\.txt,,,.*no object/i)
  })

  it('of nothing, or of a bucket that is not there, is an answer and no file', async () => {
    expect((await chosen({})).status).toBe(400)
    expect((await api.call('/api/v1/buckets/there-is-no-such-bucket/zip?prefix=a/')).status).toBe(404)
  })
})
