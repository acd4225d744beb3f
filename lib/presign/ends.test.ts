import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINK_SECONDS_MAX, linkEnd } from './ends.ts'

const now = new Date('2026-11-23T14:05:00.500Z')
const secondsOn = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe('linkEnd', () => {
  it('ends when it was asked to, with credentials that do not end', () => {
    const end = linkEnd({ now, askedSeconds: 3600, credentialsExpireAt: null })
    expect(end).toEqual({ endsAt: secondsOn(3600), seconds: 3600, limitedBy: 'request', warnings: [] })
  })

  it('ends with the credentials when they end sooner, and says so', () => {
    const end = linkEnd({ now, askedSeconds: 7 * 86400, credentialsExpireAt: secondsOn(900).toISOString() })
    expect(end).toEqual({
      endsAt: secondsOn(900),
      seconds: 900,
      limitedBy: 'credentials',
      warnings: ['sooner_than_asked'],
    })
  })

  it('ends after 7 days at the latest', () => {
    const end = linkEnd({ now, askedSeconds: 30 * 86400, credentialsExpireAt: null })
    expect(end).toMatchObject({ seconds: LINK_SECONDS_MAX, limitedBy: 'maximum', warnings: ['sooner_than_asked'] })
  })

  it('exactly 7 days, or an end exactly with the credentials, is what was asked', () => {
    expect(linkEnd({ now, askedSeconds: LINK_SECONDS_MAX, credentialsExpireAt: null }).limitedBy).toBe('request')
    expect(linkEnd({ now, askedSeconds: 900, credentialsExpireAt: secondsOn(900) }).limitedBy).toBe('request')
  })

  it('warns under two minutes, whatever the reason', () => {
    expect(linkEnd({ now, askedSeconds: 119, credentialsExpireAt: null }).warnings).toEqual(['short'])
    expect(linkEnd({ now, askedSeconds: 120, credentialsExpireAt: null }).warnings).toEqual([])
    expect(linkEnd({ now, askedSeconds: 900, credentialsExpireAt: secondsOn(119.9) }).warnings).toEqual([
      'short',
      'sooner_than_asked',
    ])
  })

  it('says that credentials have ended instead of promising a past end', () => {
    const end = linkEnd({ now, askedSeconds: 900, credentialsExpireAt: secondsOn(-5) })
    expect(end).toEqual({
      endsAt: now,
      seconds: 0,
      limitedBy: 'credentials',
      warnings: ['credentials_ended', 'sooner_than_asked'],
    })
  })

  it('an unreadable end of the credentials limits nothing', () => {
    expect(linkEnd({ now, askedSeconds: 900, credentialsExpireAt: 'soon' }).limitedBy).toBe('request')
  })

  it('never outlives any of its limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3e6 }),
        fc.option(fc.integer({ min: -1e6, max: 3e6 })),
        (asked, credentials) => {
          const end = linkEnd({
            now,
            askedSeconds: asked,
            credentialsExpireAt: credentials === null ? null : secondsOn(credentials),
          })
          expect(end.seconds).toBe(
            Math.max(0, Math.min(asked, LINK_SECONDS_MAX, credentials ?? Number.POSITIVE_INFINITY)),
          )
          expect(end.endsAt.getTime() - now.getTime()).toBe(end.seconds * 1000)
        },
      ),
    )
  })
})
