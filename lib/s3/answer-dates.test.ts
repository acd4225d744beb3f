import { describe, expect, it } from 'vitest'
import { tolerateDates, tolerateHeaderDates } from './answer-dates.ts'

describe('tolerateHeaderDates', () => {
  it.each([
    ['Mon, 23 Nov 2026 12:34:56 GMT', 'Mon, 23 Nov 2026 12:34:56 GMT'],
    ['2026-11-23T12:34:56.000Z', 'Mon, 23 Nov 2026 12:34:56 GMT'],
    ['not a date', undefined],
    ['', undefined],
    ['2026-13-45T99:00:00Z', undefined],
  ])('%j becomes %j', (given, expected) => {
    const headers: { [name: string]: string } = { 'last-modified': given, etag: '"a"' }
    tolerateHeaderDates(headers)
    expect(headers).toEqual({ etag: '"a"', ...(expected !== undefined && { 'last-modified': expected }) })
  })
})

describe('tolerateDates', () => {
  const mended = (xml: string) => Buffer.from(tolerateDates(Buffer.from(xml))).toString()

  it('leaves what the SDK reads, mends what it does not, drops what is no date', () => {
    const good = '<a><CreationDate>2026-11-23T12:34:56.000Z</CreationDate></a>'
    expect(mended(good)).toBe(good)
    expect(mended('<CreationDate>Mon, 23 Nov 2026 12:34:56 GMT</CreationDate>')).toBe(
      '<CreationDate>2026-11-23T12:34:56.000Z</CreationDate>',
    )
    expect(mended('<Name>b</Name><LastModified>yesterday</LastModified>')).toBe('<Name>b</Name>')
  })
})
