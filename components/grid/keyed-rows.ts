/** A row and the key of the element that shows it. */
export type KeyedRow = { index: number; key: number }

/**
 * Elements for the rows to render, both in the order of rows. A row that stays keeps its element; a row that comes takes
 * one that is left over at the same place in the document. None is ever moved: the one with the focus would lose it.
 */
export function keyedRows(before: readonly KeyedRow[], indexes: readonly number[]): KeyedRow[] {
  const stay = new Set(before.map(({ index }) => index))
  const rows: KeyedRow[] = []
  let nextKey = before.reduce((most, { key }) => Math.max(most, key + 1), 0)
  let at = 0
  for (let from = 0; from <= indexes.length; ) {
    let to = from
    while (to < indexes.length && !stay.has(indexes[to] ?? -1)) to++
    const leftOver: number[] = []
    for (; at < before.length && before[at]?.index !== indexes[to]; at++) leftOver.push(before[at]?.key ?? 0)
    for (const [i, index] of indexes.slice(from, to).entries()) rows.push({ index, key: leftOver[i] ?? nextKey++ })
    const same = before[at++]
    if (same) rows.push(same)
    from = to + 1
  }
  return rows
}
