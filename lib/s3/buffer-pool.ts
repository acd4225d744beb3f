import 'server-only'

/**
 * Buffers that answers are read into, again and again: fresh ones, some hundred kilobytes a page, made the garbage
 * collector run every tenth page (measured).
 */

const BYTES = 512 * 1024
const BYTES_MAX = 2 * 1024 * 1024
const KEPT_MAX = 16

export class BufferPool {
  readonly #kept: ArrayBuffer[] = []

  take(): Uint8Array {
    const kept = this.#kept.pop()
    return kept ? new Uint8Array(kept) : new Uint8Array(BYTES)
  }

  /** A part of it stands for the whole. Whoever gives it back does not look at it again. */
  giveBack({ buffer }: Uint8Array): void {
    const isOurs = buffer instanceof ArrayBuffer && buffer.byteLength >= BYTES && buffer.byteLength <= BYTES_MAX
    if (isOurs && this.#kept.length < KEPT_MAX && !this.#kept.includes(buffer)) this.#kept.push(buffer)
  }
}
