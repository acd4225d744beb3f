import { countOf, formatCount } from '@/lib/format/counts.ts'
import { parseCsv } from '@/lib/preview/csv-parse.ts'
import { visibleLine } from '@/lib/preview/visible-text.ts'
import { PreviewFrame } from './preview-frame.tsx'
import { SourcePreview } from './source-preview.tsx'

const ROWS = 200
const COLUMNS = 50
const CELL = 300

/** A table of the first rows; the first one is taken for the names, as nearly every file has it. */
export function CsvPreview({ text, cut, caption }: { text: string; cut: boolean; caption: string }) {
  const { rows, columns, more } = parseCsv(text, { maxRows: ROWS + 1, maxColumns: COLUMNS, cut })
  const [head, ...body] = rows
  if (head === undefined) return <SourcePreview text={text} caption={caption} />
  const left = columns > COLUMNS ? `, ${COLUMNS} of ${formatCount(columns)} columns` : ''
  return (
    <PreviewFrame caption={`${more ? 'First ' : ''}${countOf(body.length, 'row')}${left} · ${caption}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section aria-label="Table" tabIndex={0} className="max-h-80 overflow-auto outline-offset-[-2px]">
        <table className="mono border-collapse">
          <thead className="sticky top-0 bg-subtle">
            <tr>{cells(head, 'th')}</tr>
          </thead>
          <tbody>
            {body.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place, and never move.
              <tr key={at}>{cells(row, 'td')}</tr>
            ))}
          </tbody>
        </table>
      </section>
    </PreviewFrame>
  )
}

const LOOK = 'max-w-60 truncate border-b border-line px-2.5 py-1 text-left whitespace-pre'

function cells(row: readonly string[], Cell: 'th' | 'td') {
  return row.map((text, at) => (
    <Cell
      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a file have no other name than their place, and never move.
      key={at}
      {...(Cell === 'th' ? { scope: 'col' } : {})}
      className={Cell === 'th' ? `${LOOK} font-[560]` : LOOK}
    >
      <bdi>{visibleLine(text.length > CELL ? `${text.slice(0, CELL)}…` : text)}</bdi>
    </Cell>
  ))
}
