import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleColumns } from '../testing/columns.ts'
import { keepText, startsOf } from './find-text.ts'
import { foldText } from './glob.ts'

const fold = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Letters, and what is one bit away from a letter or a digit. */
const piece = fc.constantFrom('a', 'A', 'b', 'B', '0', '\u0010', '@', '`', '[', '{', 'é', '日')
const text = (maxLength: number) => fc.array(piece, { minLength: 1, maxLength }).map((parts) => parts.join(''))

test('finds what a string search finds, from the first letter typed to the last', () => {
  fc.assert(
    fc.property(fc.array(text(14), { maxLength: 20 }), text(5), fc.nat(3), (names, typed, shift) => {
      const prefix = 'ab/'
      const columns = sampleColumns(names.map((name) => ({ key: prefix + name })))
      const buffer = new Uint8Array(columns.keyBytes.length + shift)
      buffer.set(columns.keyBytes, shift)
      const keys = { ...columns, keyBytes: buffer.subarray(shift) }
      const matches = new Uint8Array(names.length).fill(1)
      const at = startsOf(columns, prefix.length)
      const symbols = [...typed]
      for (let length = 1; length <= symbols.length; length++) {
        const wanted = symbols.slice(0, length).join('')
        keepText(matches, keys, foldText(wanted), at)
        expect([...matches]).toEqual(names.map((name) => (fold(name).includes(fold(wanted)) ? 1 : 0)))
        for (const [row, name] of names.entries()) {
          if (matches[row] === 0) continue
          const before = Buffer.byteLength(prefix + name.slice(0, fold(name).indexOf(fold(wanted))))
          expect((at[row] ?? 0) - (columns.keyOffsets[row] ?? 0)).toBe(before)
        }
      }
    }),
    { numRuns: 500 },
  )
})
