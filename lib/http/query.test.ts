import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { parseWith, queryRecord } from './query.ts'

const refusal = (work: () => unknown): AppError => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('expected an AppError')
}

describe('queryRecord', () => {
  it('decodes forms: + is a space, %2B is a plus', () => {
    expect(queryRecord('http://h/p?key=a+b%2Bc%2F%2F&q=')).toEqual({ key: 'a b+c//', q: '' })
  })

  it('keeps every key S3 can store', () => {
    for (const key of ['a//b', '../x', 'a%2Fb', 'a&b=c', '\u0001', '\u{1F600}', '__proto__', '#?']) {
      expect(queryRecord(`http://h/p?${new URLSearchParams({ key })}`).key).toBe(key)
    }
  })

  it.each([
    ['a repeated parameter', 'key=a&key=b', 'invalid_request', '"key" is given twice'],
    ['bytes that are not UTF-8 in a key', 'key=%FF', 'invalid_key', '"key"'],
    ['bytes that are not UTF-8 elsewhere', 'q=%C3', 'invalid_request', '"q"'],
    ['a lone percent sign', 'q=100%', 'invalid_request', '"q"'],
  ])('refuses %s', (_what, query, code, says) => {
    const error = refusal(() => queryRecord(`http://h/p?${query}`))
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
  })

  it('has no prototype to pollute', () => {
    expect(Object.getPrototypeOf(queryRecord('http://h/?__proto__=x'))).toBeNull()
    expect(({} as { x?: string }).x).toBeUndefined()
  })
})

describe('parseWith', () => {
  const schema = z.strictObject({ page: z.coerce.number().int().min(1).default(1) })

  it('names an unknown parameter', () => {
    expect(refusal(() => parseWith(schema, { pgae: '2' }, 'parameter')).message).toBe(
      'There is no parameter "pgae" here.',
    )
  })

  it('names the parameter that is wrong', () => {
    expect(refusal(() => parseWith(schema, { page: 'x' }, 'parameter')).message).toContain(
      'The parameter "page" cannot be used',
    )
  })

  it('looks into unions for the field that is wrong', () => {
    const either = z.union([
      z.strictObject({ key: z.string(), seconds: z.number().min(60) }),
      z.strictObject({ keys: z.array(z.string()), seconds: z.number().min(60) }),
    ])
    expect(refusal(() => parseWith(either, { key: 'a', seconds: 0 }, 'field')).message).toContain('"seconds"')
    expect(refusal(() => parseWith(either, { key: 1, seconds: 60 }, 'field')).message).toContain('"key"')
    expect(refusal(() => parseWith(either, { key: 'a', seconds: 60, x: 1 }, 'field')).message).toContain('"x"')
  })
})
