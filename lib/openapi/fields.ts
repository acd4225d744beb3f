import type { JsonSchema } from './json-schema.ts'

/** One line of the reference: a field of a body or an answer. */
export type SchemaField = { name: string; type: string; required: boolean; description: string }

const DEPTH_MAX = 3

type Components = { [id: string]: JsonSchema }

/** The fields of a schema, nested ones as `items[].key`; nothing for a schema without fields. */
export function schemaFields(schema: JsonSchema, components: Components, start = '', depth = 0): SchemaField[] {
  const resolved = resolve(schema, components)
  const branches = (resolved.anyOf ?? resolved.oneOf) as JsonSchema[] | undefined
  if (branches) {
    const found = branches.flatMap((one) => schemaFields(one, components, start, depth))
    return found.filter((field, at) => found.findIndex((other) => other.name === field.name) === at)
  }
  if (resolved.type === 'array')
    return schemaFields((resolved.items ?? {}) as JsonSchema, components, `${start}[]`, depth)
  const required = (resolved.required ?? []) as string[]
  return Object.entries((resolved.properties ?? {}) as Components).flatMap(([name, inner]) => {
    const own = resolve(inner, components)
    const path = start === '' ? name : `${start}.${name}`
    const description = String(inner.description ?? own.description ?? '')
    const field = { name: path, type: typeText(inner, components), required: required.includes(name), description }
    return [field, ...(depth < DEPTH_MAX ? schemaFields(inner, components, path, depth + 1) : [])]
  })
}

function resolve(schema: JsonSchema, components: Components): JsonSchema {
  return typeof schema.$ref === 'string' ? (components[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
}

/** `integer 1 to 1000`, `"a" or "b"`, `string or null`, `list of object`. */
export function typeText(schema: JsonSchema, components: Components): string {
  const own = resolve(schema, components)
  if (own.const !== undefined) return JSON.stringify(own.const)
  if (Array.isArray(own.enum)) return own.enum.map((value) => JSON.stringify(value)).join(' | ')
  const branches = (own.anyOf ?? own.oneOf) as JsonSchema[] | undefined
  if (branches) return [...new Set(branches.map((one) => typeText(one, components)))].join(' | ')
  if (own.type === 'array') return `list of ${typeText((own.items ?? {}) as JsonSchema, components)}`
  const types = [own.type ?? 'any'].flat().join(' | ')
  const format = typeof own.format === 'string' ? ` (${own.format})` : ''
  return types + format + rangeText(own)
}

function rangeText({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum} to ${maximum}`
  return minimum === undefined ? '' : ` from ${minimum}`
}
