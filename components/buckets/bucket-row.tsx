'use client'
import { Cylinder, Pin } from 'lucide-react'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names.ts'
import { Time } from '@/components/ui/time.tsx'
import type { BucketRow as Row } from '@/lib/buckets/schema.ts'
import { formatDay } from '@/lib/format/dates.ts'
import { objectsHref } from '@/lib/paths.ts'

type Props = {
  row: Row
  index: number
  connection: string
  isActive: boolean
  isPinned: boolean
  onPin: () => void
  onFocus: () => void
}

const CELL = 'h-(--row) overflow-hidden border-b border-line px-3 text-ellipsis whitespace-nowrap'

export function BucketRow({ row, index, connection, isActive, isPinned, onPin, onFocus }: Props) {
  const tabIndex = isActive ? 0 : -1
  return (
    <tr
      data-row={index}
      aria-rowindex={index + 2}
      onFocus={onFocus}
      className="group relative hover:bg-hover has-[a:focus-visible]:bg-selected"
    >
      <td className={classNames(CELL, 'pl-3 md:pl-[18px]')}>
        <span className="flex items-center gap-2.5">
          <Cylinder aria-hidden className="text-accent" />
          {/* The link covers its row: a click anywhere opens, and the middle button opens a tab. */}
          <Link
            href={objectsHref(row.name, { connection })}
            prefetch={false}
            tabIndex={tabIndex}
            className="mono truncate outline-none after:absolute after:inset-0 group-has-[a:focus-visible]:after:outline-2 group-has-[a:focus-visible]:after:-outline-offset-2 group-has-[a:focus-visible]:after:outline-accent"
          >
            {row.name}
          </Link>
        </span>
      </td>
      <td className={classNames(CELL, 'text-muted max-sm:hidden')}>{row.region ?? '—'}</td>
      <td className={classNames(CELL, 'text-muted max-md:hidden')}>
        {row.createdAt === null ? (
          '—'
        ) : (
          <>
            <span className="tabular-nums">{formatDay(row.createdAt)}</span>
            <span className="ml-2 text-faint">
              <Time value={row.createdAt} />
            </span>
          </>
        )}
      </td>
      <td className="border-b border-line text-center">
        <button
          type="button"
          tabIndex={tabIndex}
          aria-pressed={isPinned}
          aria-label={`Pin ${row.name}`}
          title={isPinned ? 'Unpin' : 'Pin to the navigation'}
          onClick={onPin}
          className={classNames(
            'relative z-1 inline-grid size-7 place-items-center rounded-sm hover:bg-line focus-visible:opacity-100 pointer-coarse:opacity-100',
            isPinned ? 'text-accent' : 'text-faint opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
          )}
        >
          <Pin aria-hidden className={classNames('size-3.5', isPinned && 'fill-current')} />
        </button>
      </td>
    </tr>
  )
}
