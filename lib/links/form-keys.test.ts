import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyField, keysIn } from './form-keys.ts'

/** What a browser does to a field before it sends it. */
const asSent = (value: string) => value.replace(/\r\n?|\n/g, '\r\n')

test('every key comes back from a form as it went in', () => {
  const key = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('a\nb', 'a\r\nb', '\r', '\u0000', '%0A', 'a+b%2F&=', '\t'),
  )
  fc.assert(
    fc.property(key, fc.constantFrom('key' as const, 'prefix' as const), (given, field) => {
      const { name, value } = keyField(field, given)
      const form = new URLSearchParams([[name, asSent(value)]])
      expect(keysIn(form, field)).toEqual([given])
    }),
  )
})

test('a plain key keeps its plain name, so that a script can send it', () => {
  expect(keyField('key', 'a b/ü %2F.txt')).toEqual({ name: 'key', value: 'a b/ü %2F.txt' })
  expect(keyField('key', 'a\nb').name).toBe('encoded_key')
})

test('what is no percent-encoding is no key', () => {
  expect(keysIn(new URLSearchParams('encoded_key=%25zz'), 'key')).toEqual([])
})
