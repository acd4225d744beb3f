'use client'
import { useState } from 'react'
import { GridRow } from './grid-row.tsx'
import type { GridColumn, GridSource } from './grid-types.ts'
import { rowOf } from './row-controls.ts'
import { clamp } from './scroll-math.ts'
import type { GridWindow } from './use-grid-scroll.ts'

type Props<Row> = {
  source: GridSource<Row>
  columns: readonly GridColumn<Row>[]
  template: string
  seen: GridWindow
  spacer: number
  rowHeight: number
  active: number
  isSelected: (row: Row) => boolean
}

/** As tall as all rows (or the most a browser can do), with those in sight at their places. */
export function GridRows<Row>(props: Props<Row>) {
  const { source, columns, template, seen, spacer, rowHeight, active, isSelected } = props
  const [pointed, setPointed] = useState<string | null>(null)
  return (
    // biome-ignore lint/a11y/useSemanticElements: see grid.tsx
    <div
      role="rowgroup"
      style={{ height: spacer }}
      onPointerOver={(event) => setPointed((before) => rowOf(event.target)?.dataset.gridRow ?? before)}
      className="relative overflow-clip"
    >
      {rowsToRender(seen, active, source.count).map(({ index, slot }) => {
        const row = source.row(index)
        return (
          <GridRow
            key={index}
            index={index}
            row={row}
            columns={columns}
            template={template}
            top={slot * rowHeight + seen.shift}
            height={rowHeight}
            isActive={index === active}
            isLive={index === active || String(index) === pointed}
            isSelected={row !== undefined && isSelected(row)}
          />
        )
      })}
    </div>
  )
}

/** The rows in sight, and the active one wherever it is: it has the focus, which would be lost with it. */
function rowsToRender({ first, last }: GridWindow, active: number, count: number) {
  const rows = Array.from({ length: last - first }, (_, at) => ({ index: first + at, slot: first + at }))
  if (active < count && (active < first || active >= last)) {
    rows.push({ index: active, slot: clamp(active, first - 1, last) })
  }
  return rows.sort((a, b) => a.index - b.index)
}
