'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { classNames } from '@/components/ui/class-names.ts'
import { bound } from './column-layout.ts'
import type { GridColumn, GridSort } from './grid-types.ts'
import { ResizeHandle } from './resize-handle.tsx'

const KEY_STEP = 16

type Props<Row> = {
  columns: readonly GridColumn<Row>[]
  template: string
  height: number
  sort: GridSort
  onSort: (column: string, additional: boolean) => void
  onWidth: (column: string, width: number | null) => void
}

/** Stays in sight; says how the rows are sorted, sorts them, and sizes the columns. */
export function GridHead<Row>({ columns, template, height, sort, onSort, onWidth }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see grid.tsx
    <div role="rowgroup" className="sticky top-0 z-2 bg-bg">
      {/* biome-ignore lint/a11y/useSemanticElements: see grid.tsx */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons have the focus */}
      <div
        role="row"
        aria-rowindex={1}
        style={{ height, gridTemplateColumns: template }}
        className="grid border-b border-line text-sm"
      >
        {columns.map((column, at) => (
          <HeadCell key={column.id} column={column} at={at} sort={sort} onSort={onSort} onWidth={onWidth} />
        ))}
      </div>
    </div>
  )
}

type CellProps<Row> = Pick<Props<Row>, 'sort' | 'onSort' | 'onWidth'> & { column: GridColumn<Row>; at: number }

function HeadCell<Row>({ column, at, sort, onSort, onWidth }: CellProps<Row>) {
  const sorted = sort.find(({ id }) => id === column.id)
  const first = sort[0]?.id === column.id
  const least = column.minWidth ?? 0
  const resize = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[event.key]
    const cell = event.currentTarget.closest<HTMLElement>('[role="columnheader"]')
    if (by === undefined || !event.shiftKey || !cell || column.resizable === false) return
    event.preventDefault()
    onWidth(column.id, bound(cell.offsetWidth + by, least))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: see grid.tsx
    // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus
    <div
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={sorted && first ? (sorted.descending ? 'descending' : 'ascending') : undefined}
      className={classNames(
        'relative flex min-w-0 items-center px-3',
        column.align === 'end' && 'justify-end',
        column.className,
      )}
    >
      {column.head ??
        (column.sortable ? (
          <SortButton column={column} sorted={sorted} onSort={onSort} onKeyDown={resize} />
        ) : (
          <span className="truncate font-[520] text-muted">{column.label}</span>
        ))}
      {column.resizable !== false && (
        <ResizeHandle onWidth={(width) => onWidth(column.id, width === null ? null : bound(width, least))} />
      )}
    </div>
  )
}

type ButtonProps<Row> = {
  column: GridColumn<Row>
  sorted: GridSort[number] | undefined
  onSort: (column: string, additional: boolean) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function SortButton<Row>({ column, sorted, onSort, onKeyDown }: ButtonProps<Row>) {
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      title={`Sort by ${column.label.toLowerCase()}. With Shift: within the sort that is there. Shift+← and Shift+→ change the width.`}
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
      onClick={(event) => onSort(column.id, event.shiftKey)}
      onKeyDown={onKeyDown}
      className={classNames(
        'group/sort inline-flex h-6 min-w-0 items-center gap-1 rounded-sm font-[520] hover:text-text',
        column.align === 'end' && 'flex-row-reverse',
        sorted ? 'text-text' : 'text-muted',
      )}
    >
      <span className="truncate">{column.label}</span>
      <Arrow aria-hidden className={classNames('size-3', !sorted && 'opacity-0 group-hover/sort:opacity-60')} />
    </button>
  )
}
