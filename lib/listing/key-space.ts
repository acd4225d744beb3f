import { type Alphabet, afterPoint, END, placeAfter, wordAfter, wordBefore } from './alphabet.ts'

/**
 * Keys as numbers from 0 to 1, as if every character of the alphabet were as likely as the others: where between two
 * keys a third one lies, and which key lies at a given place. Both look only at what follows the first `shared` points.
 */

/** Below this a double no longer tells neighbours apart. */
const FINEST = 1e-14

export function measure(points: number[], shared: number, alphabet: Alphabet): number {
  let value = 0
  let width = 1
  let place = placeAfter(points, shared)
  let word = wordBefore(points, shared)
  for (let i = shared; width > FINEST; i++) {
    const symbols = alphabet.at(place, word)
    const symbol = points[i] ?? END
    const rank = rankOf(symbols, symbol)
    value += (width * rank) / symbols.length
    if (symbol === END || symbols[rank] !== symbol) break
    width /= symbols.length
    place = afterPoint(place, symbol)
    word = wordAfter(word, symbol)
    if (i - shared > 1024) break
  }
  return value
}

/** The shortest made-up key at `value`, exact to `precision`: the first `shared` points of `base`, then what the alphabet says. */
export function pointsAt(
  value: number,
  shared: number,
  precision: number,
  base: number[],
  alphabet: Alphabet,
): number[] {
  const points = base.slice(0, shared)
  let rest = value
  let width = 1
  let place = placeAfter(base, shared)
  let word = wordBefore(base, shared)
  for (let i = 0; i < 256 && width > Math.max(FINEST, precision); i++) {
    const symbols = alphabet.at(place, word)
    const rank = Math.min(symbols.length - 1, Math.floor(rest * symbols.length))
    const symbol = symbols[rank] ?? END
    if (symbol === END) break
    points.push(symbol)
    rest = rest * symbols.length - rank
    width /= symbols.length
    place = afterPoint(place, symbol)
    word = wordAfter(word, symbol)
  }
  return points
}

/** How many of the symbols come before this one. */
function rankOf(symbols: number[], symbol: number): number {
  let low = 0
  let high = symbols.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((symbols[middle] ?? 0) < symbol) low = middle + 1
    else high = middle
  }
  return low
}
