import { describe, expect, it } from 'vitest'
import { askedSeconds, localInput } from './lifetimes.ts'

const now = new Date('2026-11-23T14:05:00Z')

describe('askedSeconds', () => {
  it('reads a preset', () => expect(askedSeconds('3600', '', now)).toEqual({ seconds: 3600 }))

  it('reads a local moment back as the input holds it', () => {
    const later = new Date(now.getTime() + 2 * 3600_000)
    expect(askedSeconds('until', localInput(later), now)).toEqual({ seconds: 7200 })
  })

  it.each(['', 'soon', localInput(new Date(now.getTime() - 60_000)), localInput(now)])(
    'says what is wrong with %j',
    (until) => {
      expect(askedSeconds('until', until, now)).toHaveProperty('problem')
    },
  )
})
