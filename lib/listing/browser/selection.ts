/** A growing set of small whole numbers, one bit each: a million selected rows are 125 KB. */
export class BitSet {
  size = 0
  #words = new Uint32Array(64)

  has(member: number): boolean {
    return (((this.#words[member >>> 5] ?? 0) >>> (member & 31)) & 1) === 1
  }

  set(member: number, included: boolean): void {
    if (this.has(member) === included) return
    const word = member >>> 5
    if (word >= this.#words.length) this.#grow(word + 1)
    this.#words[word] = (this.#words[word] ?? 0) ^ (1 << (member & 31))
    this.size += included ? 1 : -1
  }

  clear(): void {
    this.#words.fill(0)
    this.size = 0
  }

  *members(): Generator<number> {
    for (let word = 0; word < this.#words.length; word++) {
      if (this.#words[word] === 0) continue
      for (let bit = 0; bit < 32; bit++) if (this.has(word * 32 + bit)) yield word * 32 + bit
    }
  }

  #grow(words: number): void {
    const bigger = new Uint32Array(Math.max(words, this.#words.length * 2))
    bigger.set(this.#words)
    this.#words = bigger
  }
}
