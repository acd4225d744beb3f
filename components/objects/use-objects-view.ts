'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { viewFrom, viewHref } from './view-state.ts'

/** Browsers bound how often history may be written: what changes while one types or walks is written when that rests. */
const REST_MS = 250

type Change = (view: ObjectsView) => ObjectsView

/**
 * The view lives in the URL and changes without asking the server: Next follows the browser's own history, so Back and
 * Forward work. https://nextjs.org/docs/app/getting-started/linking-and-navigating#native-history-api
 */
export function useObjectsView(bucket: string) {
  const params = useSearchParams()
  const written = useMemo(() => viewFrom(params), [params])
  const [draft, setDraft] = useState<ObjectsView | null>(null)
  const view = draft ?? written
  const latest = useRef(view)
  latest.current = view

  // Whatever was written, or gone back to, is the truth from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts
  useEffect(() => setDraft(null), [written])
  useEffect(() => {
    if (draft === null) return
    const timer = setTimeout(() => {
      const href = viewHref(bucket, draft)
      if (href === `${window.location.pathname}${window.location.search}`) setDraft(null)
      else window.history.replaceState(null, '', href)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [draft, bucket])

  /** A step that Back undoes. */
  const go = useCallback(
    (change: Change) => {
      const next = change(latest.current)
      setDraft(null)
      window.history.pushState(null, '', viewHref(bucket, next))
    },
    [bucket],
  )
  /** At once on screen, in the URL when it rests. */
  const amend = useCallback((change: Change) => setDraft(change(latest.current)), [])
  return { view, go, amend }
}
