import { describe, expect, it } from 'vitest'
import { combined, governs, maySharePlace, NO_RULES } from './effective.ts'

const at = (connection: string, bucket: string, prefix: string) => ({ connection, bucket, prefix })

describe('governs', () => {
  it.each([
    [at('', '', ''), { key: 'a' }, true],
    [at('other', '', ''), { key: 'a' }, false],
    [at('', 'b', ''), { key: 'a' }, true],
    [at('', 'c', ''), { key: 'a' }, false],
    [at('', 'b', 'team/'), { key: 'team/a' }, true],
    [at('', 'b', 'team/'), { key: 'team-secret/a' }, false],
    [at('', 'b', 'team/'), { prefix: 'team/x/' }, true],
    [at('', 'b', 'team/x/'), { prefix: 'team/' }, true],
    [at('', 'b', 'team/x/'), { prefix: '' }, true],
    [at('', 'b', 'team/x/'), { prefix: 'team/y/' }, false],
  ])('%j of %j: %s', (policy, place, expected) =>
    expect(governs(policy, { connection: 'default', bucket: 'b', ...place })).toBe(expected),
  )
})

it('the strictest of each rule holds', () => {
  const rules = combined([
    { ...NO_RULES, longestLifeSeconds: 600, sharers: ['a', 'b'] },
    { ...NO_RULES, longestLifeSeconds: 60, passwordRequired: true },
    { ...NO_RULES, managedOnly: true, sharers: ['b', 'c'] },
  ])
  expect(rules).toEqual({ longestLifeSeconds: 60, passwordRequired: true, managedOnly: true, sharers: ['b'] })
  expect(maySharePlace(rules, { id: '1', name: 'b' })).toBe(true)
  expect(maySharePlace(rules, { id: 'c', name: 'a' })).toBe(false)
  expect(combined([])).toEqual(NO_RULES)
})
