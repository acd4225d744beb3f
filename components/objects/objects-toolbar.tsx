'use client'
import type { KeyboardEvent, RefObject } from 'react'
import { Chip } from '@/components/ui/chip.tsx'
import { SearchInput } from '@/components/ui/search-input.tsx'
import { countOf } from '@/lib/format/counts.ts'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { ClassFilter } from './class-filter.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { ModifiedFilter } from './modified-filter.tsx'
import { SizeFilter } from './size-filter.tsx'
import { optionalColumns, withColumn } from './view-state.ts'

type Change = (view: ObjectsView) => ObjectsView
type Props = {
  view: ObjectsView
  /** Listed so far; null while nothing is known. */
  listed: { objects: number; folders: number } | null
  storageClasses: readonly string[]
  go: (change: Change) => void
  amend: (change: Change) => void
  filter: RefObject<HTMLInputElement | null>
  onLeaveFilter: () => void
}

const DEPTHS = [
  { depth: 'here', label: 'This folder' },
  { depth: 'below', label: 'Everything below' },
] as const

/** What of the prefix is shown. */
export function ObjectsToolbar({ view, listed, storageClasses, go, amend, filter, onLeaveFilter }: Props) {
  const toTable = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    onLeaveFilter()
  }
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-2.5 md:px-[18px]">
      <SearchInput
        ref={filter}
        label={filterLabel(listed)}
        value={view.q}
        onValue={(q) => amend((before) => ({ ...before, q }))}
        shortcut="/"
        maxLength={1024}
        className="min-w-40 flex-1 sm:max-w-75 sm:flex-[1_0_200px]"
        onKeyDown={toTable}
      />
      <div className="flex min-w-0 items-center gap-2 max-sm:order-last max-sm:w-full max-sm:overflow-x-auto">
        {DEPTHS.map(({ depth, label }) => (
          <Chip
            key={depth}
            pressed={view.depth === depth}
            onClick={() => go((before) => ({ ...before, depth, key: '' }))}
          >
            {label}
          </Chip>
        ))}
        <SizeFilter bounds={view} onBounds={(bounds) => amend((before) => ({ ...before, ...bounds }))} />
        <ModifiedFilter bounds={view} onBounds={(bounds) => amend((before) => ({ ...before, ...bounds }))} />
        <ClassFilter
          classes={storageClasses}
          value={view.class}
          onValue={(chosen) => amend((before) => ({ ...before, class: chosen }))}
        />
      </div>
      <div className="ml-auto flex items-center">
        <ColumnsMenu
          optional={optionalColumns(view)}
          onOptional={(column, shown) => go((before) => withColumn(before, column, shown))}
        />
      </div>
    </div>
  )
}

function filterLabel(listed: Props['listed']): string {
  if (listed === null) return 'Filter'
  const { objects, folders } = listed
  return `Filter ${objects === 0 && folders > 0 ? countOf(folders, 'folder') : countOf(objects, 'object')}`
}
