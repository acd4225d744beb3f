import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_ODD_KEYS } from '../testing/odd-keys.ts'
import { EntryNames, safeEntryName } from './names.ts'

describe('safeEntryName', () => {
  it.each([
    ['a/b.txt', 'a/b.txt'],
    ['/etc/passwd', 'etc/passwd'],
    ['a//b', 'a/b'],
    ['../../x', '__/__/x'],
    ['a\\..\\b', 'a/__/b'],
    ['.', '_'],
    ['', '_'],
    ['a\nb', 'a_b'],
    ['con', '_con'],
    ['dir/NUL.txt', 'dir/_NUL.txt'],
    ['end. ', 'end__'],
    ['C:\\x', 'C_/x'],
    ['日本/é.txt', '日本/é.txt'],
  ])('%j becomes %j', (name, expected) => expect(safeEntryName(name)).toBe(expected))

  it('shortens a long part and keeps its extension', () => {
    const [a, b] = [`${'é'.repeat(300)}1.tar`, `${'é'.repeat(300)}2.tar`].map(safeEntryName)
    expect(Buffer.byteLength(a ?? '')).toBeLessThanOrEqual(200)
    expect(a).toMatch(/\.tar$/)
    expect(a).not.toBe(b)
  })
})

describe('EntryNames', () => {
  it('keeps names apart that a file system would not', () => {
    const names = new EntryNames()
    const given = ['a.txt', 'A.TXT', 'a.txt', 'é', 'e\u0301', 'x/b', 'x\\b'].map((name) => names.next(name))
    expect(given).toEqual(['a.txt', 'A (2).TXT', 'a (3).txt', 'é', 'e\u0301 (2)', 'x/b', 'x/b (2)'])
  })

  it('lets nothing out of the folder, whatever the keys', () => {
    const check = (keys: readonly string[]) => {
      const names = new EntryNames()
      const seen = new Set<string>()
      for (const key of keys) {
        const name = names.next(key)
        expect(name.startsWith('/')).toBe(false)
        expect(name.includes('\\')).toBe(false)
        expect(name.split('/').some((part) => part === '' || part === '.' || part === '..')).toBe(false)
        seen.add(name.normalize('NFC').toLowerCase())
      }
      expect(seen.size).toBe(keys.length)
    }
    check(ALL_ODD_KEYS)
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), check))
  })
})
