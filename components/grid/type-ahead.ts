import type { GridKey } from './grid-keys.ts'

/** Characters typed within this time are one word. */
const REST_MS = 1000

/**
 * Letters typed in a table go to the first row that begins with them. A letter that is a command begins no word unless
 * it is typed with Shift; inside a word every character counts.
 */
export class TypeAhead {
  #text = ''
  #at = Number.NEGATIVE_INFINITY

  /** The text so far with this key, or null when the key is no part of one. */
  press({ key, ctrlKey, metaKey, altKey }: GridKey, isCommand: boolean, now: number): string | null {
    const typing = now - this.#at < REST_MS && this.#text !== ''
    const isCharacter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey
    if (!isCharacter || (!typing && (isCommand || /\s/u.test(key)))) return null
    this.#text = typing ? this.#text + key : key
    this.#at = now
    return this.#text
  }

  reset(): void {
    this.#text = ''
  }
}
