import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasAmp, Literal, NONE, textEnd, viewOf } from './list-bytes.ts'

/** Mostly what is looked for and its neighbours by one bit, which the trick could take for it. */
const page = fc.uint8Array({ maxLength: 40 }).chain((noise) =>
  fc
    .array(fc.constantFrom(0x3c, 0x26, 0x3b, 0x3d, 0x27, 0x25, 0xbc, 0xa6, 0, 1, 0x80, 0xff, 0x61), {
      minLength: noise.length,
      maxLength: noise.length + 12,
    })
    .map((bytes) => Uint8Array.from([...noise.subarray(noise.length >> 1), ...bytes])),
)
const from = fc.nat({ max: 12 })

test('a text ends where a plain search says, and its references are noticed', () => {
  fc.assert(
    fc.property(page, from, (bytes, start) => {
      const lt = bytes.indexOf(0x3c, start)
      const amp = bytes.indexOf(0x26, start)
      const plain = amp < 0 || amp > lt
      expect(textEnd(viewOf(bytes), start)).toBe(lt < 0 ? NONE : plain ? lt : ~lt)
    }),
    { numRuns: 1000 },
  )
})

test('an & is found where a plain search finds it', () => {
  fc.assert(
    fc.property(page, from, from, (bytes, a, b) => {
      const [start, end] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)]
      expect(hasAmp(viewOf(bytes), start, end)).toBe(bytes.subarray(start, end).includes(0x26))
    }),
    { numRuns: 1000 },
  )
})

test('a literal is where its bytes are, and nowhere past the end', () => {
  fc.assert(
    fc.property(page, from, from, fc.option(from), (bytes, start, length, changed) => {
      const text = bytes.slice(start, start + length)
      if (changed !== null && changed < text.length) text[changed] = (text[changed] ?? 0) ^ 0x80
      const isThere = changed === null || changed >= text.length
      const literal = new Literal(text)
      if (start <= bytes.length) expect(literal.isAt(viewOf(bytes), start)).toBe(isThere)
      expect(literal.isAt(viewOf(bytes), bytes.length - text.length + 1)).toBe(false)
    }),
    { numRuns: 1000 },
  )
})
