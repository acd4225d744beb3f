export type CsvOptions = {
  delimiter?: string | undefined
  maxRows: number
  maxColumns: number /** More text follows that was not read. */
  cut: boolean
}

export type CsvTable = {
  delimiter: string
  rows: string[][]
  /** More rows than `maxRows`, or text that was not read. */
  more: boolean
  /** Columns of the widest row, also those that are left out. */
  columns: number
}

/** RFC 4180, read as spreadsheets do: quotes only at the start of a field, any line break, a last line without one. */
export function parseCsv(
  text: string,
  { delimiter = sniffDelimiter(text), maxRows, maxColumns, cut }: CsvOptions,
): CsvTable {
  const rows: string[][] = []
  let row: string[] = []
  let columns = 0
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const endRow = () => {
    columns = Math.max(columns, row.length)
    rows.push(row.slice(0, maxColumns))
    row = []
  }
  while (at < text.length && rows.length < maxRows) {
    const field = readField(text, at, delimiter)
    // The last field of a text that goes on may be torn: its whole row is left out.
    if (cut && field.end >= text.length) return { delimiter, rows, more: true, columns }
    row.push(field.value)
    at = field.end
    if (text[at] === delimiter) {
      at++
      if (at === text.length) row.push('')
      else continue
    } else if (text[at] === '\r' && text[at + 1] === '\n') at += 2
    else at++
    endRow()
  }
  if (row.length > 0 && rows.length < maxRows) endRow()
  return { delimiter, rows, more: cut || at < text.length, columns }
}

function readField(text: string, start: number, delimiter: string): { value: string; end: number } {
  let at = start
  let value = ''
  if (text[at] === '"') {
    at++
    for (;;) {
      const quote = text.indexOf('"', at)
      if (quote === -1) return { value: value + text.slice(at), end: text.length }
      value += text.slice(at, quote)
      at = quote + 1
      if (text[at] !== '"') break
      value += '"'
      at++
    }
  }
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: value + text.slice(at, end), end }
}

/** The separator that the first line outside quotes has most of. */
export function sniffDelimiter(text: string): string {
  const counts = new Map([',', ';', '\t', '|'].map((delimiter) => [delimiter, 0]))
  let quoted = false
  for (const character of text.slice(0, 4096)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted) {
      const count = counts.get(character)
      if (count !== undefined) counts.set(character, count + 1)
    }
  }
  const [best] = [...counts].sort(([, one], [, other]) => other - one)
  return best !== undefined && best[1] > 0 ? best[0] : ','
}
