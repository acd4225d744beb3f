import { describe, expect, it } from 'vitest'
import { addressOf, decideDownloads } from './downloads.ts'

const found = (downloads: 'presigned' | 'through') => ({ downloads, at: '2026-11-25T10:00:00.000Z', by: 'Ada' })

describe('how downloads of a connection go', () => {
  it.each([
    ['auto', null, 'presigned', null],
    ['auto', found('presigned'), 'presigned', null],
    ['auto', found('through'), 'through', 'unreachable'],
    ['presigned', found('through'), 'presigned', null],
    ['through', found('presigned'), 'through', 'setting'],
  ] as const)('set to %s, found %j: %s', (setting, reached, way, reason) =>
    expect(decideDownloads(setting, reached)).toEqual({ way, reason, reached }),
  )

  it('is of the address by which browsers go', () => {
    expect(addressOf({ endpoint: 'http://rgw.lab', publicEndpoint: 'https://s3.example.org' })).toBe(
      'https://s3.example.org',
    )
    expect(addressOf({ endpoint: null, publicEndpoint: null })).toBe('')
  })
})
