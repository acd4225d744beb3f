import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storageClient, TestBucket } from '../../e2e/support/storage.ts'
import { type Checker, documentChecker } from '../testing/answers-as-documented.ts'
import { type Api, startApi } from '../testing/api.ts'
import { type Case, fuzzRequests } from '../testing/fuzz-requests.ts'
import type { ApiDocument } from './document.ts'

/**
 * Requests made from the document itself, right ones and wrong ones, on every operation: no 500, no status that is not
 * documented, no answer that is not of its schema. STOWAGE_FUZZ_RUNS makes it longer: 80 an operation unless said.
 */
const RUNS = Number(process.env.STOWAGE_FUZZ_RUNS ?? 80)

let api: Api
let bucket: TestBucket
let document: ApiDocument
let check: Checker
const statuses = new Map<number, number>()

beforeAll(async () => {
  api = await startApi({ STOWAGE_WRITES: 'on' })
  bucket = new TestBucket(storageClient())
  await bucket.create()
  await bucket.fill({ 'a.txt': 'a', 'dir/b.txt': 'bb', 'dir/sub/c': '', 'é ü.txt': 'c', '//': 'd' })
  document = (await (await api.call('/api/openapi.json')).json()) as ApiDocument
  check = documentChecker(document)
})

afterAll(async () => {
  await bucket.remove()
  await api.close()
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  const byStatus = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} x ${status}`)
  console.log(`fuzz: ${total} requests on ${Object.keys(document.paths).length} paths: ${byStatus.join(', ')}`)
})

async function hold(path: string, { method, path: url, body, headers }: Case): Promise<void> {
  const answer = await api.call(url, { method, headers, ...(body !== null && { body }), redirect: 'manual' })
  const said = await answer.text()
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
  expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  if (answer.status >= 400) expect(said).not.toMatch(/\n +at |node_modules|127\.0\.0\.1|sandbox-secret/)
  expect(answer.status, `${method} ${url} ${said.slice(0, 300)}`).not.toBe(500)
  expect(check(path, method, answer, said), `${method} ${url} ${body ?? ''}`).toBeNull()
}

describe('every operation', () => {
  it('answers as documented, whatever is asked', async () => {
    // Not the sign-in: it counts wrong tries, and its tests are its own.
    const requests = fuzzRequests(document, bucket.name)
    const paths = Object.entries(document.paths).filter(([path]) => path !== '/api/v1/session')
    expect(paths.length).toBeGreaterThan(15)
    for (const [path, methods] of paths)
      for (const [method, operation] of Object.entries(methods)) {
        const cases = requests(path, method.toUpperCase(), operation)
        await fc.assert(
          fc.asyncProperty(cases, (one) => hold(path, one)),
          { numRuns: RUNS, endOnFailure: true },
        )
      }
  }, 1_800_000)
})
