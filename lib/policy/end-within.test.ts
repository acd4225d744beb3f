import { describe, expect, it } from 'vitest'
import { endWithin } from './end-within.ts'

describe('endWithin', () => {
  it.each([
    [null, 600, 600, 'request'],
    [null, null, null, 'request'],
    [3600, 600, 600, 'request'],
    [3600, 3600, 3600, 'request'],
    [3600, 7200, 3600, 'policy'],
    [3600, null, 3600, 'policy'],
  ] as const)('at most %s, asked %s: %s, decided by %s', (longestLifeSeconds, asked, seconds, limitedBy) =>
    expect(endWithin({ longestLifeSeconds }, asked)).toEqual({ seconds, limitedBy }),
  )
})
