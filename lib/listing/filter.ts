import type { Columns } from './columns.ts'
import { foldText, isGlob, queryMatcher } from './glob.ts'

/**
 * Which rows a person asked for. Client-safe; the browser's worker and the REST API use the same.
 *
 *   filterIndex(columns, filter, within?) -> Uint32Array of row numbers, in the order of `within` (default: all rows)
 *
 * A row whose size or time is unknown never matches a bound on it.
 */
export type Filter = {
  /** Part of the key, or a glob for the whole of it where it has `*` or `?`; see glob.ts. */
  q?: string
  /** Both inclusive. */
  minSizeBytes?: number
  maxSizeBytes?: number
  /** Milliseconds since the epoch; `after` inclusive, `before` exclusive. */
  modifiedAfter?: number
  modifiedBefore?: number
  storageClass?: string
  /** UTF-8 bytes at the start of every key (the listing's prefix) that `q` does not see. */
  prefixBytes?: number
}

export const isEmptyFilter = ({
  q,
  minSizeBytes,
  maxSizeBytes,
  modifiedAfter,
  modifiedBefore,
  storageClass,
}: Filter): boolean =>
  !q && [minSizeBytes, maxSizeBytes, modifiedAfter, modifiedBefore, storageClass].every((bound) => bound === undefined)

/** As `foldText` folds: other letters than ASCII's keep their case. */
const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Whether every row that matches `next` matches `before` too: then only those need be looked at again. */
export function isNarrower(next: Filter, before: Filter): boolean {
  const { q: text = '', ...others } = next
  const { q: old = '', ...otherOnes } = before
  const isSame = JSON.stringify(others) === JSON.stringify(otherOnes)
  return isSame && !isGlob(text) && !isGlob(old) && folded(text).includes(folded(old))
}

export function filterIndex(columns: Columns, filter: Filter, within?: Uint32Array): Uint32Array {
  const { rows } = columns
  const matches = new Uint8Array(rows)
  // What is not among them anyway need not be looked at.
  if (within && within.length < rows) for (const row of within) matches[row] = 1
  else matches.fill(1)
  if (filter.minSizeBytes !== undefined)
    keepWhere(matches, columns.sizeBytes, filter.minSizeBytes, Number.POSITIVE_INFINITY)
  if (filter.maxSizeBytes !== undefined) keepWhere(matches, columns.sizeBytes, 0, filter.maxSizeBytes)
  if (filter.modifiedAfter !== undefined)
    keepWhere(matches, columns.modifiedAt, filter.modifiedAfter, Number.POSITIVE_INFINITY)
  if (filter.modifiedBefore !== undefined)
    keepWhere(matches, columns.modifiedAt, Number.NEGATIVE_INFINITY, filter.modifiedBefore - 1)
  if (filter.storageClass !== undefined) keepClass(matches, columns, filter.storageClass)
  if (filter.q) keepQuery(matches, columns, filter.q, filter.prefixBytes ?? 0)
  return collect(matches, within)
}

/** NaN compares false with everything, so unknown values drop out. */
function keepWhere(matches: Uint8Array, values: Float64Array, least: number, most: number): void {
  for (let row = 0; row < matches.length; row++) {
    const value = values[row] ?? Number.NaN
    if (!(value >= least && value <= most)) matches[row] = 0
  }
}

function keepClass(matches: Uint8Array, { storageClass, storageClasses }: Columns, name: string): void {
  const wanted = storageClasses.indexOf(name)
  for (let row = 0; row < matches.length; row++) if (storageClass[row] !== wanted) matches[row] = 0
}

function keepQuery(matches: Uint8Array, columns: Columns, query: string, prefixBytes: number): void {
  if (!isGlob(query)) {
    keepSubstring(matches, columns, foldText(query), prefixBytes)
    return
  }
  const match = queryMatcher(query)
  const { keyBytes, keyOffsets, rows } = columns
  for (let row = 0; row < rows; row++) {
    const to = keyOffsets[row + 1] ?? 0
    const from = Math.min(to, (keyOffsets[row] ?? 0) + prefixBytes)
    if (matches[row] === 1 && !match(keyBytes, from, to)) matches[row] = 0
  }
}

/** Horspool's search: how far the byte under the needle's end lets it move on. Upper and lower case have the same distance. */
function skipsOf(needle: Uint8Array): Uint16Array {
  const skips = new Uint16Array(256).fill(needle.length)
  for (let i = 0; i < needle.length - 1; i++) {
    const byte = needle[i] ?? 0
    skips[byte] = needle.length - 1 - i
    if (byte >= 0x61 && byte <= 0x7a) skips[byte - 0x20] = needle.length - 1 - i
  }
  return skips
}

function keepSubstring(
  matches: Uint8Array,
  { keyBytes, keyOffsets, rows }: Columns,
  needle: Uint8Array,
  prefixBytes: number,
): void {
  const length = needle.length
  if (length === 1) {
    keepByte(matches, { keyBytes, keyOffsets, rows }, needle[0] ?? 0, prefixBytes)
    return
  }
  const skips = skipsOf(needle)
  const lastByte = needle[length - 1] ?? 0
  const otherCase = lastByte >= 0x61 && lastByte <= 0x7a ? lastByte - 0x20 : lastByte
  for (let row = 0; row < rows; row++) {
    if (matches[row] === 0) continue
    const to = keyOffsets[row + 1] ?? 0
    let end = (keyOffsets[row] ?? 0) + prefixBytes + length - 1
    let found = false
    while (end < to) {
      const byte = keyBytes[end] ?? 0
      if ((byte === lastByte || byte === otherCase) && isAt(needle, keyBytes, end - length + 1)) {
        found = true
        break
      }
      end += skips[byte] ?? length
    }
    if (!found) matches[row] = 0
  }
}

/** The first letter that is typed: nothing to skip, and most rows have it soon. */
function keepByte(
  matches: Uint8Array,
  { keyBytes, keyOffsets, rows }: Pick<Columns, 'keyBytes' | 'keyOffsets' | 'rows'>,
  byte: number,
  prefixBytes: number,
): void {
  const otherCase = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
  for (let row = 0; row < rows; row++) {
    if (matches[row] === 0) continue
    const to = keyOffsets[row + 1] ?? 0
    let at = (keyOffsets[row] ?? 0) + prefixBytes
    while (at < to && keyBytes[at] !== byte && keyBytes[at] !== otherCase) at++
    if (at >= to) matches[row] = 0
  }
}

function isAt(needle: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) {
    const byte = bytes[at + i] ?? 0
    const folded = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
    if (folded !== needle[i]) return false
  }
  return true
}

function collect(matches: Uint8Array, within: Uint32Array | undefined): Uint32Array {
  let count = 0
  const rows = within?.length ?? matches.length
  const kept = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) {
    const row = within ? (within[i] ?? 0) : i
    if (matches[row] === 1) kept[count++] = row
  }
  return kept.slice(0, count)
}
