import fc from 'fast-check'
import type { JsonSchema } from '../openapi/json-schema.ts'

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
]
const LONG = ['9'.repeat(20), 'null', '[]', '{}', "'", '"', '<script>', 'a'.repeat(2000), 'x'.repeat(1025)]
export const oddText = fc.oneof(
  fc.constantFrom(...ODD, ...LONG),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const anything = fc.oneof(oddText, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>)
const DEPTH_MAX = 4

/** Values by name, where a schema cannot say which lead anywhere. */
export type Known = { [name: string]: fc.Arbitrary<unknown> }

type Options = {
  components: { [id: string]: JsonSchema }
  known: Known /** Now and then anything at all. */
  loose: boolean
}

export function madeFrom(schema: JsonSchema, options: Options, depth = 0): fc.Arbitrary<unknown> {
  const right = rightValue(schema, options, depth)
  return options.loose ? fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: anything }) : right
}

function rightValue(schema: JsonSchema, options: Options, depth: number): fc.Arbitrary<unknown> {
  const { $ref, anyOf, type } = schema
  if (typeof $ref === 'string')
    return rightValue(options.components[$ref.split('/').at(-1) ?? ''] ?? {}, options, depth)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((one: JsonSchema) => rightValue(one, options, depth)))
  const kind = Array.isArray(type) ? type[0] : type
  if (kind === 'integer' || kind === 'number') return number(schema, options)
  if (kind === 'boolean') return fc.boolean()
  if (kind === 'null') return fc.constant(null)
  if (kind === 'array' && depth < DEPTH_MAX)
    return fc.array(madeFrom((schema.items ?? {}) as JsonSchema, options, depth + 1), { minLength: 1, maxLength: 3 })
  if (kind === 'object' && depth < DEPTH_MAX) return record(schema, options, depth)
  return string(schema, options)
}

function number({ minimum, maximum }: JsonSchema, { loose }: Options): fc.Arbitrary<number> {
  const [min, max] = [Math.ceil(Number(minimum ?? 0)), Math.floor(Number(maximum ?? 1_000_000))]
  const right = fc.integer({ min, max })
  return loose ? fc.oneof(right, fc.constantFrom(min - 1, max + 1, 0.5)) : right
}

function string({ format, default: standard }: JsonSchema, { loose }: Options): fc.Arbitrary<unknown> {
  if (format === 'date-time') return fc.constantFrom('2026-01-02T03:04:05Z', '2030-01-01T00:00:00+02:00')
  if (format === 'date') return fc.constantFrom('2026-01-02', '2024-02-29')
  if (loose) return oddText
  return fc.constantFrom(...(standard === undefined ? ['abc', 'a b', 'é'] : [standard, 'abc']))
}

function record(schema: JsonSchema, options: Options, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.entries((schema.properties ?? {}) as { [name: string]: JsonSchema })
  const required = (schema.required ?? []) as string[]
  const model = fields.map(([name, inner]) => [name, fieldOf(name, inner, options, depth)] as const)
  return fc.record(Object.fromEntries(model), { requiredKeys: required })
}

export const fieldOf = (name: string, schema: JsonSchema, options: Options, depth = 0): fc.Arbitrary<unknown> => {
  const known = options.known[name]
  if (known === undefined) return madeFrom(schema, options, depth + 1)
  return options.loose ? fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: anything }) : known
}
