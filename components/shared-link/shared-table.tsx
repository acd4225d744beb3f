import { ArrowDown, ArrowUp } from 'lucide-react'
import { classNames } from '@/components/ui/class-names.ts'
import type { SharedEntries } from '@/lib/links/public-schema.ts'
import { type SharedView, sharedHref } from '@/lib/links/shared-view.ts'
import { ChooseAll } from './choose-all.tsx'
import { SharedRow } from './shared-row.tsx'

type Props = {
  entries: SharedEntries
  token: string
  view: SharedView
  /** Files open in the browser instead of being saved. */
  opens: boolean
}

const COLUMNS = [
  { column: 'name', label: 'Name', look: 'text-left' },
  { column: 'sizeBytes', label: 'Size', look: 'num w-20 sm:w-24' },
  { column: 'modifiedAt', label: 'Modified', look: 'w-36 text-left max-sm:hidden' },
] as const

export function SharedTable({ entries, token, view, opens }: Props) {
  return (
    <table className="w-full table-fixed border-t border-line">
      <thead>
        <tr className="border-b border-line text-sm text-muted">
          <th scope="col" className="w-12 pl-4 text-center sm:w-14">
            <ChooseAll />
            <span className="sr-only">Choose for the ZIP</span>
          </th>
          {COLUMNS.map(({ column, label, look }) => (
            <Head key={column} column={column} label={label} look={look} token={token} view={view} />
          ))}
          <th scope="col" className="w-12 sm:w-14">
            <span className="sr-only">Download</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.items.map((entry) => (
          <SharedRow key={entry.key} entry={entry} token={token} view={view} opens={opens} />
        ))}
      </tbody>
    </table>
  )
}

type Column = (typeof COLUMNS)[number]
type HeadProps = Pick<Props, 'token' | 'view'> & { [field in keyof Column]: Column[field] }

function Head({ column, label, look, token, view }: HeadProps) {
  const sorted = view.sort.replace('-', '') === column
  const descending = view.sort.startsWith('-')
  // Sizes and times are wanted from the largest and the newest.
  const first = column === 'name' ? column : (`-${column}` as const)
  const next = !sorted ? first : descending ? column : (`-${column}` as const)
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}
      className={classNames('font-normal', look)}
    >
      <a
        href={sharedHref(token, view, { sort: next })}
        className={classNames(
          'inline-flex h-9 items-center gap-1 px-2 hover:text-text',
          sorted && 'font-[560] text-text',
        )}
      >
        {label}
        {sorted && <Arrow aria-hidden className="size-3!" />}
      </a>
    </th>
  )
}
