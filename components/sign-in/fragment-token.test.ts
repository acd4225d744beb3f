import { expect, test } from 'vitest'
import { fragmentToken } from './fragment-token.ts'

test('the secret is found in a fragment and in a whole URL', () => {
  expect(fragmentToken('#token=abc-DEF_1')).toBe('abc-DEF_1')
  expect(fragmentToken(' http://127.0.0.1:3000/sign-in#token=abc \n')).toBe('abc')
})

test('elsewhere there is none', () => {
  expect(fragmentToken('')).toBeNull()
  expect(fragmentToken('#')).toBeNull()
  expect(fragmentToken('#token=')).toBeNull()
  expect(fragmentToken('http://127.0.0.1:3000/sign-in?token=abc')).toBeNull()
})
