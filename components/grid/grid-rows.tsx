'use client'
import { useRef, useState } from 'react'
import { GridRow } from './grid-row.tsx'
import type { GridColumn, GridSource } from './grid-types.ts'
import { type KeyedRow, keyedRows } from './keyed-rows.ts'
import { rowOf } from './row-controls.ts'
import { clamp } from './scroll-math.ts'
import type { GridWindow } from './use-grid-scroll.ts'
import { useShownWindow } from './use-shown-window.ts'

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
  /** The key of the row under the pointer: its element stays there when it comes to show another row. */
  const [pointed, setPointed] = useState<number | null>(null)
  const keyed = useRef<KeyedRow[]>([])
  const { first, last } = seen
  const isKnown = first === last || (source.row(first) ?? source.row(last - 1)) !== undefined
  const shown = useShownWindow(seen, isKnown, source.count)
  const isAside = active < source.count && (active < shown.first || active >= shown.last)
  keyed.current = keyedRows(keyed.current, rowsToRender(shown, isAside ? active : null))
  return (
    // biome-ignore lint/a11y/useSemanticElements: see grid.tsx
    <div
      role="rowgroup"
      style={{ height: spacer }}
      onPointerOver={(event) => {
        const index = Number(rowOf(event.target)?.dataset.gridRow)
        const row = keyed.current.find((one) => one.index === index)
        if (row) setPointed(row.key)
      }}
      className="relative overflow-clip"
    >
      {keyed.current.map(({ index, key }) => {
        const row = source.row(index)
        const slot = clamp(index, shown.first - 1, shown.last)
        return (
          <GridRow
            key={key}
            index={index}
            row={row}
            columns={columns}
            template={template}
            top={slot * rowHeight + shown.shift}
            height={rowHeight}
            isActive={index === active}
            isLive={index === active || key === pointed}
            isSelected={row !== undefined && isSelected(row)}
          />
        )
      })}
    </div>
  )
}

/** The rows in sight, and the active one wherever it is: it has the focus, which would be lost with it. */
function rowsToRender({ first, last }: GridWindow, aside: number | null): number[] {
  const rows = Array.from({ length: last - first }, (_, at) => first + at)
  if (aside === null) return rows
  return aside < first ? [aside, ...rows] : [...rows, aside]
}
