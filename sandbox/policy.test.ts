import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globMatches, isPublicPolicy } from './policy.ts'

test('globs match as their regular expression does', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 })
  fc.assert(
    fc.property(pattern, word, (glob, text) => {
      const expression = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      expect(globMatches(glob, text)).toBe(expression.test(text))
    }),
  )
})

test.each([
  [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }, true],
  [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 's3:*', Resource: '*' }, true],
  [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }, false],
  [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' }, Action: 's3:*', Resource: '*' }, false],
])('%j is public: %s', (Statement, isPublic) => {
  expect(isPublicPolicy(JSON.stringify({ Statement }))).toBe(isPublic)
})
