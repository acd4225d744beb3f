'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from '@/components/ui/class-names.ts'
import { type BucketColumn, type BucketSort, nextBucketSort } from './buckets-view.ts'

type Props = {
  column: BucketColumn
  label: string
  sort: BucketSort
  onSort: (sort: BucketSort) => void
  className?: string
}

/** A column's head: says how the table is sorted, and sorts it. */
export function SortHeader({ column, label, sort, onSort, className }: Props) {
  const descending = sort === `-${column}`
  const sorted = descending || sort === column
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}
      className={classNames(
        'sticky top-0 z-2 h-8 border-b border-line bg-bg px-3 text-left text-sm font-[520]',
        className,
      )}
    >
      <button
        type="button"
        onClick={() => onSort(nextBucketSort(sort, column))}
        className={classNames(
          'group/sort inline-flex h-6 items-center gap-1 rounded-sm hover:text-text',
          sorted ? 'text-text' : 'text-muted',
        )}
      >
        {label}
        <Arrow aria-hidden className={classNames('size-3', !sorted && 'opacity-0 group-hover/sort:opacity-60')} />
      </button>
    </th>
  )
}
