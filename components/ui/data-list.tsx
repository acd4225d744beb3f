import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Item = { term: string; value: ReactNode; mono?: boolean | undefined }
type Props = { items: readonly Item[]; className?: string | undefined }

/** Facts with their names, as the object panel shows them. */
export function DataList({ items, className }: Props) {
  return (
    <dl className={classNames('grid grid-cols-[104px_minmax(0,1fr)] items-baseline gap-x-2.5 gap-y-1.5', className)}>
      {items.map(({ term, value, mono }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className={classNames('min-w-0 [overflow-wrap:anywhere]', mono && 'mono')}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
