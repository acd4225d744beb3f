import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'
import { hexDump } from './hex.ts'
import { formatJson } from './json-format.ts'
import { visibleLine, visibleText } from './visible-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

describe('decodeText', () => {
  it.each([
    [utf8('naïve'), { text: 'naïve', encoding: 'UTF-8' }],
    [utf8('\ufeffmark'), { text: 'mark', encoding: 'UTF-8' }],
    [utf16('\ufeffwide'), { text: 'wide', encoding: 'UTF-16LE' }],
    [utf16('wide without mark'), { text: 'wide without mark', encoding: 'UTF-16LE' }],
    [new Uint8Array([0x63, 0x61, 0x66, 0xe9]), { text: 'café', encoding: 'Windows-1252 (a guess)' }],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), { binary: true }],
    [utf8('\u001b[31mred\u001b[0m'), { text: '\u001b[31mred\u001b[0m', encoding: 'UTF-8' }],
  ])('%#', (bytes, decoded) => expect(decodeText(bytes, { cut: false })).toEqual(decoded))

  it('forgives a torn last character only where more follows', () => {
    const torn = utf8('ab€').subarray(0, 4)
    expect(decodeText(torn, { cut: true })).toEqual({ text: 'ab', encoding: 'UTF-8' })
    expect(decodeText(torn, { cut: false })).toMatchObject({ encoding: 'Windows-1252 (a guess)' })
  })
})

describe('visibleText', () => {
  it.each([
    ['a\r\nb\tc', 'a\nb\tc'],
    ['\u0000\u001b[31m\u007f', '␀␛[31m␡'],
    ['exe.\u202egnp', 'exe.⟨U+202E⟩gnp'],
    ['x\u200by', 'x⟨U+200B⟩y'],
    ['👩‍🔬', '👩‍🔬'],
  ])('%j', (text, shown) => expect(visibleText(text)).toBe(shown))
})

describe('visibleLine', () => {
  it('shows line breaks and tabs as well', () => expect(visibleLine('a\r\n\tb\u202e')).toBe('a␍␊␉b⟨U+202E⟩'))
})

describe('hexDump', () => {
  it('shows offset, bytes and letters', () => {
    expect(hexDump(utf8('PNG\u0000<b>é'))).toBe(
      '000000  50 4e 47 00 3c 62 3e c3  PNG.<b>.\n000008  a9                       .',
    )
  })
})

describe('formatJson', () => {
  it('sets it out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const expected = JSON.stringify(value, null, 2)
        expect(formatJson(JSON.stringify(value))).toBe(expected)
        expect(formatJson(expected)).toBe(expected)
      }),
    )
  })

  it('keeps digits and doubled names that parsing would lose', () => {
    expect(formatJson('{"n":12345678901234567890.10,"n":1e400}')).toBe(
      '{\n  "n": 12345678901234567890.10,\n  "n": 1e400\n}',
    )
  })

  it('works on a text that is cut off, on depth, and refuses what is no JSON', () => {
    expect(formatJson('{"a":[1,"tor')).toBe('{\n  "a": [\n    1,\n    "tor')
    expect(formatJson('['.repeat(100_000))?.length).toBeGreaterThan(100_000)
    expect(formatJson('<html>')).toBeNull()
  })
})
