import { describe, expect, it } from 'vitest'
import { deliveryOf, linkState } from './state.ts'

const NOW = new Date(1_000_000)
const open = { endedAt: null, expiresAt: null, maxDownloads: null, downloads: 0 }

describe('linkState', () => {
  it.each([
    [{}, 'active'],
    [{ expiresAt: 1_000_001 }, 'active'],
    [{ expiresAt: 1_000_000 }, 'expired'],
    [{ maxDownloads: 2, downloads: 1 }, 'active'],
    [{ maxDownloads: 2, downloads: 2 }, 'used_up'],
    [{ endedAt: 5, expiresAt: 10, maxDownloads: 1, downloads: 1 }, 'ended'],
    [{ expiresAt: 10, maxDownloads: 1, downloads: 1 }, 'expired'],
  ])('%j is %s', (link, state) => expect(linkState({ ...open, ...link }, NOW)).toBe(state))
})

describe('deliveryOf', () => {
  const link = { kind: 'managed', maxDownloads: null, endsAtOnce: 0, target: 'object' }
  it.each([
    [link, 'a/b.txt', null, 'presigned', []],
    [link, 'a/../b.txt', null, 'through', ['key']],
    [link, 'a', 'setting', 'through', ['setting']],
    [link, 'a', 'unreachable', 'through', ['unreachable']],
    [{ ...link, maxDownloads: 1 }, 'a', null, 'through', ['download_limit']],
    [{ ...link, endsAtOnce: 1, maxDownloads: 3 }, 'a', null, 'through', ['download_limit', 'ends_at_once']],
    [{ ...link, kind: 'presigned' }, 'a', 'setting', 'presigned', []],
  ] as const)('%j %s with %s', (of, key, reason, delivery, reasons) =>
    expect(deliveryOf(of, key, { reason })).toEqual({ delivery, reasons }),
  )
})
