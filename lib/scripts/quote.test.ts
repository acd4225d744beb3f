import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_ODD_KEYS } from '../testing/odd-keys.ts'
import { hasHidden } from './hidden-characters.ts'
import { jsonText } from './json-text.ts'
import { localName } from './local-name.ts'
import { pythonLiteral, pythonQuote } from './python-quote.ts'
import { shellQuote } from './shell-quote.ts'

const anyText = fc.string({ unit: 'binary' })

describe('shellQuote', () => {
  it.each([
    ['plain/path-1.txt', 'plain/path-1.txt'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", String.raw`'it'\''s'`],
    ['$HOME `id` "x" !', `'$HOME \`id\` "x" !'`],
    ['a\nb', String.raw`$'a\nb'`],
    ["\u0001it's!", String.raw`$'\001it\047s\041'`],
    ['exe.\u202egnp', String.raw`$'exe.\342\200\256gnp'`],
    ['naïve 数据', "'naïve 数据'"],
  ])('%j', (text, quoted) => expect(shellQuote(text)).toBe(quoted))

  it('shows everything it holds', () => {
    fc.assert(fc.property(anyText, (text) => !hasHidden(shellQuote(text.toWellFormed()))))
  })
})

describe('pythonQuote', () => {
  it.each([
    ["it's", `"it's"`],
    [`it's "x"`, String.raw`'it\'s "x"'`],
    ['\u0085\u202e\u{10ffff}\n\\', String.raw`'\x85\u202e\U0010ffff\n\\'`],
  ])('%j', (text, quoted) => expect(pythonQuote(text)).toBe(quoted))

  it('shows everything it holds', () => {
    fc.assert(fc.property(anyText, (text) => !hasHidden(pythonQuote(text))))
  })

  it('writes plain data', () => {
    expect(pythonLiteral({ keys: ['a'], inline: true, n: 5, none: null, left: undefined })).toBe(
      "{'keys': ['a'], 'inline': True, 'n': 5, 'none': None}",
    )
  })
})

describe('jsonText', () => {
  it('is the same data, with nothing hidden', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(jsonText({ text }))).toEqual({ text })
        expect(hasHidden(jsonText({ text }))).toBe(false)
      }),
    )
  })
})

describe('localName', () => {
  it.each([
    ['a/b/report.csv', 'report.csv'],
    ['folder/', 'folder'],
    ['../..', 'object'],
    ['/', 'object'],
    ['-rf', './-rf'],
    ['new\nline', 'new_line'],
  ])('%j', (key, name) => expect(localName(key)).toBe(name))

  it('is one short name of this directory, for every odd key', () => {
    for (const key of ALL_ODD_KEYS) {
      const name = localName(key)
      expect(name).toMatch(/^(?:\.\/)?[^/\\]+$/)
      expect(name).not.toMatch(/^(?:\.\.?|-.*)$/)
      expect(new TextEncoder().encode(name).length).toBeLessThan(210)
    }
  })
})
