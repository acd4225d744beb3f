import { buttonLook } from '@/components/ui/button-look.ts'
import { countOf, formatCount } from '@/lib/format/counts.ts'
import type { SharedEntries } from '@/lib/links/public-schema.ts'
import { type SharedView, sharedHref } from '@/lib/links/shared-view.ts'

type Props = { entries: Pick<SharedEntries, 'items' | 'total'>; token: string; view: SharedView }

/** How many there are, which of them are shown, and the way to the others. */
export function SharedPager({ entries: { items, total }, token, view }: Props) {
  if (total === 0) return null
  const { page, per_page: perPage } = view
  const first = (page - 1) * perPage + 1
  const pages = Math.ceil(total / perPage)
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-2 border-t border-line px-6 py-2.5">
      <p className="mr-auto text-muted tabular-nums">
        {pages <= 1 || items.length === 0
          ? countOf(total, 'item')
          : `${formatCount(first)} to ${formatCount(first + items.length - 1)} of ${countOf(total, 'item')}`}
      </p>
      {page > 1 && (
        <a rel="prev" href={sharedHref(token, view, { page: Math.min(page - 1, pages) })} className={buttonLook({})}>
          Previous
        </a>
      )}
      {page < pages && (
        <a rel="next" href={sharedHref(token, view, { page: page + 1 })} className={buttonLook({})}>
          Next
        </a>
      )}
    </nav>
  )
}
