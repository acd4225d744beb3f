import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names.ts'
import { type Crumb, foldCrumbs } from './crumbs.ts'
import { HiddenCrumbs } from './hidden-crumbs.tsx'

type Props = {
  /** From the root to this page; the last one is the page's heading. */
  crumbs: readonly Crumb[]
  /** Buttons on the right. */
  actions?: ReactNode
}

/** The 52 px on top of every page: where this is, and what can be done here. */
export function PageHeader({ crumbs, actions }: Props) {
  const { first, hidden, last } = foldCrumbs(crumbs)
  return (
    <header className="flex min-h-[52px] items-center gap-2.5 border-b border-line px-3 py-2 md:px-[18px]">
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1.5 text-md">
          {first.map((crumb) => (
            <Piece key={crumb.id} crumb={crumb} />
          ))}
          {hidden.length > 0 && (
            <li className="flex items-center gap-1.5">
              <HiddenCrumbs crumbs={hidden} />
              <Slash />
            </li>
          )}
          {last.map((crumb, at) =>
            at < last.length - 1 ? (
              <Piece key={crumb.id} crumb={crumb} />
            ) : (
              <li key={crumb.id} className="min-w-0">
                <h1
                  aria-current="page"
                  title={crumb.label}
                  className={classNames('truncate font-[620]', crumb.mono && 'mono')}
                >
                  {crumb.label}
                </h1>
              </li>
            ),
          )}
        </ol>
      </nav>
      {actions && <div className="flex shrink-0 items-center gap-2.5">{actions}</div>}
    </header>
  )
}

function Piece({ crumb }: { crumb: Crumb }) {
  const look = classNames('max-w-60 min-w-4 truncate', crumb.mono ? 'mono text-text' : 'text-muted')
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      {crumb.href === undefined ? (
        <span className={look}>{crumb.label}</span>
      ) : (
        <Link
          href={crumb.href}
          prefetch={false}
          title={crumb.label}
          className={classNames(look, 'rounded-sm hover:text-accent hover:underline')}
        >
          {crumb.label}
        </Link>
      )}
      <Slash />
    </li>
  )
}

const Slash = () => (
  <Fragment>
    <span aria-hidden className="text-faint">
      /
    </span>
  </Fragment>
)
