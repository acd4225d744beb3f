import fc from 'fast-check'
import type { ApiDocument, DocumentedOperation } from '../openapi/document.ts'
import { fieldOf, type Known, madeFrom, oddText } from './fuzz-values.ts'

/** Requests made from the API's own document: most of them as it says, the others not. */

export type Case = { path: string; method: string; body: string | null; headers: { [name: string]: string } }
export type Requests = (path: string, method: string, operation: DocumentedOperation) => fc.Arbitrary<Case>

const KEYS = ['a.txt', 'dir/b.txt', 'dir/sub/c', 'é ü.txt', '//', 'nothing', '../x']
const SORTS = ['key', '-sizeBytes', 'modifiedAt,-key', 'name', '-createdAt', '-expiresAt']

/** @param bucket one that is there */
const knownValues = (bucket: string): Known => ({
  key: fc.constantFrom(...KEYS),
  keys: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }),
  bucket: fc.oneof(
    { weight: 6, arbitrary: fc.constant(bucket) },
    { weight: 1, arbitrary: fc.constant('no-such-bucket-at-all') },
  ),
  prefix: fc.constantFrom('', 'dir/', 'dir', '//'),
  name: fc.constant('default'),
  connection: fc.constant('default'),
  sort: fc.constantFrom(...SORTS),
  columns: fc.constantFrom('', 'owner', 'owner,etag'),
  expires: fc.constantFrom(null, 'Wed, 21 Oct 2026 07:28:00 GMT'),
  storageClass: fc.constantFrom(null, 'STANDARD'),
})

const BODIES = ['', '{', 'null', '[]', '"x"', '{"__proto__":{"x":1}}', '['.repeat(5000)]

const HEADERS = fc.record(
  {
    range: fc.constantFrom('bytes=0-0', 'bytes=5-', 'bytes=-1', 'bytes=9-1', 'lines=1'),
    'if-match': fc.constantFrom('*', '"x"', 'W/"y"'),
    'if-none-match': fc.constantFrom('*', '"x"'),
    'idempotency-key': fc.constantFrom('short', 'long-enough-key', 'x'.repeat(300)),
    accept: fc.constantFrom('application/json', 'application/x-ndjson', 'text/csv', 'text/html', '*/*', 'nonsense'),
  },
  { requiredKeys: [] },
)

export function fuzzRequests(document: ApiDocument, bucket: string): Requests {
  const known = knownValues(bucket)
  const made = (path: string, method: string, operation: DocumentedOperation, loose: boolean): fc.Arbitrary<Case> => {
    const options = { components: document.components.schemas, known, loose }
    const of = (place: 'path' | 'query') => operation.parameters.filter((one) => one.in === place)
    const record = (place: 'path' | 'query') =>
      fc.record(Object.fromEntries(of(place).map((one) => [one.name, fieldOf(one.name, one.schema, options)])), {
        requiredKeys: of(place).flatMap((one) => (one.required ? [one.name] : [])),
      })
    const unknown = fc.dictionary(fc.constantFrom('x', 'KEY', '__proto__', ''), oddText, { maxKeys: 1 })
    const schema = operation.requestBody?.content['application/json'].schema
    const right = schema && madeFrom(schema, options).map((value) => JSON.stringify(value) ?? '')
    const body = right && loose ? fc.oneof({ weight: 6, arbitrary: right }, fc.constantFrom(...BODIES)) : right
    return fc
      .record({
        params: record('path'),
        query: record('query'),
        unknown: loose ? unknown : fc.constant({}),
        headers: HEADERS,
        body: body ?? fc.constant(null),
      })
      .map(({ params, query, unknown: more, headers, body: text }) => ({
        method,
        path: filled(path, params) + queryText({ ...query, ...more }),
        body: text,
        headers: { ...headers, ...(text !== null && { 'content-type': 'application/json' }) } as Case['headers'],
      }))
  }
  return (path, method, operation) =>
    fc.oneof(
      { weight: 3, arbitrary: made(path, method, operation, false) },
      { weight: 2, arbitrary: made(path, method, operation, true) },
    )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

// A part that is only dots is taken out of every URL before it is sent.
const filled = (path: string, params: { [name: string]: unknown }): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(textOf(params[name]).toWellFormed()).replace(/^\.*$/, 'dots'),
  )

function queryText(values: { [name: string]: unknown }): string {
  const pairs = Object.entries(values).map(([name, value]): [string, string] => [name, textOf(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
