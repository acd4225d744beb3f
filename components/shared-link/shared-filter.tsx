import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button.tsx'
import { buttonLook } from '@/components/ui/button-look.ts'
import type { SharedView } from '@/lib/links/shared-view.ts'
import { sharedHref } from '@/lib/links/shared-view.ts'
import { linkPath } from '@/lib/paths.ts'

/** A plain GET form: the filter is in the URL, as the sort is. */
export function SharedFilter({ token, view }: { token: string; view: SharedView }) {
  return (
    <search className="min-w-48 flex-1">
      <form method="get" action={linkPath(token)} className="flex gap-2">
        {view.path !== '' && <input type="hidden" name="path" value={view.path} />}
        {view.sort !== 'name' && <input type="hidden" name="sort" value={view.sort} />}
        <div className="relative flex flex-1 items-center">
          <Search aria-hidden className="pointer-events-none absolute left-2.5 size-3.5! text-faint" />
          <input
            type="text"
            name="q"
            defaultValue={view.q}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            aria-label="Filter by name"
            placeholder="Filter by name"
            className="control w-full min-w-0 pr-2.5 pl-8"
          />
        </div>
        <Button type="submit">Filter</Button>
        {view.q !== '' && (
          <a href={sharedHref(token, view, { q: '' })} className={buttonLook({ variant: 'ghost' })}>
            Clear
          </a>
        )}
      </form>
    </search>
  )
}
