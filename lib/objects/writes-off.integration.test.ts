import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Api, startApi } from '../testing/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const object = '/api/v1/buckets/any-bucket/object?key=a'

it.each([
  ['PATCH', object, { contentType: 'text/plain' }],
  ['DELETE', object, undefined],
  ['POST', '/api/v1/buckets/any-bucket/delete', { objects: [{ key: 'a' }] }],
])('%s %s says that writes are off, and asks the storage nothing', async (method, path, body) => {
  const answer = await api.call(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const problem = (await answer.json()) as { code: string; detail: string }
  expect([answer.status, problem.code]).toEqual([403, 'writes_off'])
  expect(problem.detail).toContain('STOWAGE_WRITES=on')
  expect(api.sandbox?.requests().total ?? 0).toBe(0)
})
