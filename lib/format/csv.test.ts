import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../preview/csv-parse.ts'
import { formatCsv } from './csv.ts'

describe('formatCsv', () => {
  it('quotes what needs it', () => {
    expect(
      formatCsv([
        ['key', 'a "b", c'],
        ['x\ny', ''],
      ]),
    ).toBe('key,"a ""b"", c"\r\n"x\ny",\r\n')
  })

  it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', ' =1', '"=1'])(
    '%j is text in a spreadsheet',
    (text) => {
      const [[read = ''] = []] = parseCsv(formatCsv([[text, 'x']]), {
        delimiter: ',',
        maxRows: 9,
        maxColumns: 9,
        cut: false,
      }).rows
      expect(read).toBe(`'${text}`)
    },
  )

  it('reads back as it was, apart from the apostrophe', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(cells, (rows) => {
        const text = formatCsv([['head', 'er'], ...rows])
        const read = parseCsv(text, { delimiter: ',', maxRows: 99, maxColumns: 99, cut: false }).rows.slice(1)
        expect(read.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
        )
      }),
    )
  })
})
