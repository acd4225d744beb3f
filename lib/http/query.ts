import 'server-only'
import type { z } from 'zod'
import { AppError } from '../errors.ts'

/**
 * The query string as a record: form-decoded strictly. A parameter given twice, text that is not UTF-8 and names
 * the schema does not have are refused by name, so that nothing a script meant is silently ignored.
 */
export function queryRecord(url: string): { [name: string]: string } {
  const record: { [name: string]: string } = Object.create(null)
  const at = url.indexOf('?')
  const text = at < 0 ? '' : (url.slice(at + 1).split('#')[0] ?? '')
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals), 'name')
    const value = equals < 0 ? '' : decode(part.slice(equals + 1), name)
    if (name in record) throw new AppError('invalid_request', `The parameter "${name}" is given twice. Give it once.`)
    record[name] = value
  }
  return record
}

function decode(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'))
  } catch {
    const code = name === 'key' || name === 'prefix' ? 'invalid_key' : 'invalid_request'
    throw new AppError(code, `The parameter "${name.slice(0, 60)}" is not valid UTF-8 in percent encoding.`)
  }
}

/** @throws AppError invalid_request that names the parameter or field and says what it may be. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: 'parameter' | 'field',
): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = mostTelling(parsed.error.issues)
  if (issue?.code === 'unrecognized_keys') {
    throw new AppError('invalid_request', `There is no ${what} "${String(issue.keys[0]).slice(0, 60)}" here.`)
  }
  const path = issue?.path.map(String).join('.') ?? ''
  const name = path === '' ? 'The request' : `The ${what} "${path.slice(0, 60)}"`
  throw new AppError('invalid_request', `${name} cannot be used: ${issue?.message ?? 'it has the wrong form'}.`)
}

type Issue = z.core.$ZodIssue

/** Of a union that fits nowhere, the fault of the branch that comes closest: the one with the fewest faults. */
function mostTelling(issues: readonly Issue[]): Issue | undefined {
  const first = issues[0]
  if (first?.code !== 'invalid_union' || first.errors.length === 0) return first
  const closest = first.errors.reduce((best, branch) => (faults(branch) < faults(best) ? branch : best))
  const inner = mostTelling(closest)
  return inner && { ...inner, path: [...first.path, ...inner.path] }
}

const faults = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
