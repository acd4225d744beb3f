'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import { SidePanel } from '@/components/objects/side-panel.tsx'
import { PageTurner } from '@/components/ui/page-turner.tsx'
import { useShortcuts } from '@/components/ui/use-shortcuts.ts'
import type { LinkInfo } from '@/lib/links/schema.ts'
import { countActiveLinks } from './active-links.ts'
import { EndLinksDialog } from './end-links-dialog.tsx'
import { LinksEmpty } from './links-empty.tsx'
import { LinksProblem } from './links-problem.tsx'
import { LinksSkeleton } from './links-skeleton.tsx'
import { LinksTable, type LinksTableHandle } from './links-table.tsx'
import { LinksToolbar } from './links-toolbar.tsx'
import { hasFilters, PER_PAGE } from './links-view.ts'
import { useLinks } from './use-links.ts'
import { useLinksView } from './use-links-view.ts'

const LinkPanel = lazy(() => import('./link-panel.tsx').then((it) => ({ default: it.LinkPanel })))

/** The register: every link ever issued, and what can still be done about it. */
export function LinksScreen() {
  const { view, change, typed, setTyped } = useLinksView()
  const { links, stale, reload } = useLinks(view)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [ending, setEnding] = useState<readonly LinkInfo[]>([])
  const [version, setVersion] = useState(0)
  const table = useRef<LinksTableHandle>(null)
  const filter = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => filter.current?.select() })

  const items = links.state === 'ready' ? links.value.items : []
  const chosen = items.filter(({ id }) => selected.has(id))
  const changed = () => {
    setSelected(new Set())
    setVersion((before) => before + 1)
    reload()
    void countActiveLinks()
  }
  const closePanel = () => change({ id: '' })
  return (
    <>
      <LinksToolbar
        view={view}
        typed={typed}
        onTyped={setTyped}
        filter={filter}
        onLeaveFilter={() => table.current?.focusFirst()}
        change={change}
        chosen={chosen}
        onEnd={() => setEnding(chosen)}
      />
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col" aria-busy={stale || undefined}>
          {links.state === 'loading' && <LinksSkeleton />}
          {links.state === 'failed' && <LinksProblem problem={links.problem} onRetry={reload} />}
          {links.state === 'ready' && items.length === 0 && (
            <LinksEmpty
              filtered={hasFilters(view)}
              onClear={() => {
                setTyped('')
                change({ q: '', state: undefined, kind: undefined })
              }}
            />
          )}
          {items.length > 0 && (
            <LinksTable
              rows={items}
              view={view}
              selected={selected}
              onSelected={setSelected}
              change={change}
              handle={table}
            />
          )}
        </div>
        {view.id !== '' && (
          <SidePanel label="Link" onClose={closePanel}>
            <Suspense>
              <LinkPanel
                key={`${view.id} ${version}`}
                id={view.id}
                onEnd={(link) => setEnding([link])}
                onChanged={changed}
                onClose={closePanel}
              />
            </Suspense>
          </SidePanel>
        )}
      </div>
      <footer className="flex h-[34px] shrink-0 items-center gap-4 border-t border-line px-3 text-sm text-muted md:px-[18px]">
        {links.state === 'ready' && (
          <PageTurner
            noun="link"
            page={view.page}
            perPage={PER_PAGE}
            total={links.value.total}
            onPage={(page) => change({ page })}
          />
        )}
      </footer>
      <EndLinksDialog links={ending} onClose={() => setEnding([])} onEnded={changed} />
    </>
  )
}
