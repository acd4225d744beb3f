import fc from 'fast-check'
import type { ApiDocument, DocumentedOperation } from '../openapi/document.ts'
import type { JsonSchema } from '../openapi/json-schema.ts'

/** Requests made from the API's own document: mostly as it says, sometimes anything, with what has broken parsers before. */

const KEYS = ['a.txt', 'dir/b.txt', 'dir/sub/c', 'é ü.txt', '//', 'nothing', '../x', 'x'.repeat(1025), '']
/** Texts that have broken parsers, paths and headers before. */
const ODD = [
  '',
  ' ',
  '..',
  '%',
  '%2F',
  '__proto__',
  'constructor',
  '\u0000',
  '\r\nx: y',
  '\u{1F600}',
  'NaN',
  '-1',
  '1e9',
  '9'.repeat(20),
  'null',
  '[]',
  '{}',
  "'",
  '"',
  '<script>',
  'a'.repeat(2000),
]
const text = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const ACCEPT = ['application/json', 'application/x-ndjson', 'text/csv', 'text/html', '*/*', 'nonsense']
export type Case = { path: string; method: string; body: string | null; headers: { [name: string]: string } }

export type Requests = (path: string, method: string, operation: DocumentedOperation) => fc.Arbitrary<Case>

/** @param bucket one that is there */
export function fuzzRequests(document: ApiDocument, bucket: string): Requests {
  /** Mostly what the schema says, sometimes anything. */
  function fromSchema(schema: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
    const good = valid(schema, depth)
    return fc.oneof(
      { weight: 9, arbitrary: good },
      { weight: 1, arbitrary: fc.oneof(text, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>) },
    )
  }

  function valid(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    const { $ref, enum: values, anyOf, type, properties, items, default: standard } = schema
    if (typeof $ref === 'string') return valid(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, depth)
    if (Array.isArray(values)) return fc.constantFrom(...values)
    if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((one: JsonSchema) => valid(one, depth)))
    const kind = Array.isArray(type) ? type[0] : type
    if (kind === 'integer' || kind === 'number') {
      const [min, max] = [Number(schema.minimum ?? -1), Number(schema.maximum ?? 100_000)]
      return fc.oneof(
        fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
        fc.constantFrom(min - 1, max + 1, min, max),
      )
    }
    if (kind === 'boolean') return fc.boolean()
    if (kind === 'null') return fc.constant(null)
    if (kind === 'array' && depth < 4)
      return fc.array(fromSchema((items ?? {}) as JsonSchema, depth + 1), { maxLength: 3 })
    if (kind === 'object' && depth < 4) {
      const fields = Object.entries((properties ?? {}) as { [name: string]: JsonSchema })
      const required = (schema.required ?? []) as string[]
      const model = Object.fromEntries(
        fields.map(([name, inner]) => [name, named(name) ?? fromSchema(inner, depth + 1)]),
      )
      return fc.record(model, { requiredKeys: required })
    }
    return standard === undefined ? text : fc.oneof(fc.constant(standard), text)
  }

  /** Names for which only some values lead anywhere. */
  function named(name: string): fc.Arbitrary<string> | undefined {
    if (name === 'key') return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...KEYS) }, text)
    if (name === 'bucket')
      return fc.oneof(
        { weight: 6, arbitrary: fc.constant(bucket) },
        fc.constantFrom('no-such-bucket-at-all', '..', 'arn:aws:s3:::x'),
        text,
      )
    if (name === 'prefix') return fc.oneof(fc.constantFrom('', 'dir/', 'dir', '//', 'x'.repeat(1025)), text)
    if (name === 'name') return fc.oneof(fc.constant('default'), text)
    if (name === 'connection') return fc.oneof({ weight: 5, arbitrary: fc.constant('default') }, text)
    return undefined
  }

  return (path, method, operation) => {
    const ofPath = operation.parameters.filter((one) => one.in === 'path')
    const ofQuery = operation.parameters.filter((one) => one.in === 'query')
    const params = fc.record(Object.fromEntries(ofPath.map((one) => [one.name, named(one.name) ?? text])))
    const query = fc.record(
      Object.fromEntries(ofQuery.map((one) => [one.name, named(one.name) ?? fromSchema(one.schema)])),
      { requiredKeys: ofQuery.filter((one) => one.required).map((one) => one.name) },
    )
    const extra = fc.option(
      fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), text, { maxKeys: 1 }),
      { freq: 8 },
    )
    const headers = fc.record(
      {
        range: fc.constantFrom('bytes=0-0', 'bytes=5-', 'bytes=-1', 'bytes=9-1', 'lines=1'),
        'if-match': fc.constantFrom('*', '"x"', 'W/"y"'),
        'if-none-match': fc.constantFrom('*', '"x"'),
        'idempotency-key': fc.constantFrom('short', 'long-enough-key', 'x'.repeat(300)),
        accept: fc.constantFrom(...ACCEPT),
      },
      { requiredKeys: [] },
    )
    const schema = operation.requestBody?.content['application/json'].schema
    const body =
      schema === undefined
        ? fc.constant(null)
        : fc.oneof(
            { weight: 12, arbitrary: fromSchema(schema).map((value) => JSON.stringify(value) ?? '') },
            fc.constantFrom('', '{', 'null', '[]', '"x"', '{"__proto__":{"x":1}}', '['.repeat(5000)),
          )
    return fc.record({ params, query, extra, headers, body }).map((made) => ({
      method,
      path: filled(path, made.params as { [name: string]: string }) + queryText({ ...made.query, ...made.extra }),
      body: made.body,
      headers: withType(made.headers as { [name: string]: string }, made.body),
    }))
  }
}

const withType = (headers: { [name: string]: string }, body: string | null) =>
  body === null ? headers : { ...headers, 'content-type': 'application/json' }

// A part that is only dots is taken out of every URL before it is sent.
const filled = (path: string, params: { [name: string]: string }): string =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent((params[name] ?? 'x').toWellFormed()).replace(/^\.*$/, 'dots'),
  )

function queryText(values: { [name: string]: unknown }): string {
  const pairs = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
