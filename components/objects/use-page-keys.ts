'use client'
import type { RefObject } from 'react'
import { useShortcuts } from '@/components/ui/use-shortcuts.ts'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { enterFolder, parentPrefix } from './view-state.ts'

type Needs = {
  view: ObjectsView
  go: (change: (view: ObjectsView) => ObjectsView) => void
  filter: RefObject<HTMLInputElement | null>
  toTable: () => void
  onPath: () => void
}

/** Keys that work wherever the focus is. */
export function usePageKeys({ view, go, filter, toTable, onPath }: Needs): void {
  useShortcuts({
    '/': () => filter.current?.select(),
    g: onPath,
    j: toTable,
    k: toTable,
    arrowdown: toTable,
    arrowup: toTable,
    backspace: () => {
      const up = parentPrefix(view.prefix)
      if (up !== null) go((before) => enterFolder(before, up))
    },
  })
}
