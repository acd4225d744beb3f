'use client'
import { type MouseEvent, useCallback } from 'react'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { viewFrom } from './view-state.ts'

/** Links that lead to another view of this page change the view; nothing is asked of the server but the listing. */
export function useLocalLinks(go: (change: (view: ObjectsView) => ObjectsView) => void) {
  return useCallback(
    (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest('a') : null
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!anchor || !plain || anchor.target !== '' || anchor.hasAttribute('download')) return
      const url = new URL(anchor.href)
      if (url.origin !== window.location.origin || url.pathname !== window.location.pathname) return
      event.preventDefault()
      go(() => viewFrom(url.searchParams))
    },
    [go],
  )
}
