import { type ByteReader, ByteWriter, brokenBytes } from './bytes.ts'

/** A dictionary, then runs of (length, index): a column of one storage class costs a dozen bytes a block. */

export function encodeIndexes(indexes: Uint8Array | Uint16Array, names: string[]): Uint8Array {
  const out = new ByteWriter(256)
  out.number(names.length)
  for (const name of names) out.text(name)
  for (let row = 0; row < indexes.length; ) {
    const index = indexes[row] ?? 0
    let end = row + 1
    while (end < indexes.length && indexes[end] === index) end++
    out.number(end - row)
    out.number(index)
    row = end
  }
  return out.done()
}

export function decodeIndexes<T extends Uint8Array | Uint16Array>(
  section: ByteReader,
  indexes: T,
): { indexes: T; names: string[] } {
  const names = Array.from({ length: section.count() }, () => section.text())
  for (let row = 0; row < indexes.length; ) {
    const end = row + section.number()
    const index = section.number()
    if (end <= row || end > indexes.length || index >= names.length) throw brokenBytes()
    indexes.fill(index, row, end)
    row = end
  }
  return { indexes, names }
}
