import { createHash } from 'node:crypto'

/**
 * Names inside a ZIP that no unpacker can be led astray by: relative, without `.` and `..`, without what Windows cannot
 * store, and no two that one file system takes for the same.
 */
const PART_BYTES_MAX = 200
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export function safeEntryName(name: string): string {
  const parts = name
    .toWellFormed()
    .split(/[/\\]/)
    .filter((part) => part !== '')
    .map(safePart)
  return parts.join('/') || '_'
}

function safePart(part: string): string {
  const plain = part
    .replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '_')
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length))
    .replace(/^ +/, (start) => '_'.repeat(start.length))
  return shortened(RESERVED.test(plain) ? `_${plain}` : plain)
}

/** Most file systems take 255 bytes a part; a hash keeps two long names apart, and the extension stays. */
function shortened(part: string): string {
  if (Buffer.byteLength(part) <= PART_BYTES_MAX) return part
  const hash = createHash('sha256').update(part).digest('hex').slice(0, 8)
  const extension = /\.[\w-]{1,10}$/.exec(part)?.[0] ?? ''
  let kept = part.slice(0, part.length - extension.length)
  while (Buffer.byteLength(kept) > PART_BYTES_MAX - extension.length - 9) kept = [...kept].slice(0, -1).join('')
  return `${kept}~${hash}${extension}`
}

/** Gives each key a name of its own; unpackers on many systems fold case and Unicode forms. */
export class EntryNames {
  readonly #taken = new Set<string>()

  next(name: string): string {
    const safe = safeEntryName(name)
    const dot = safe.lastIndexOf('.')
    const at = dot > safe.lastIndexOf('/') + 1 ? dot : safe.length
    for (let count = 1; ; count += 1) {
      const tried = count === 1 ? safe : `${safe.slice(0, at)} (${count})${safe.slice(at)}`
      const folded = tried.normalize('NFC').toLowerCase()
      if (this.#taken.has(folded)) continue
      this.#taken.add(folded)
      return tried
    }
  }
}
