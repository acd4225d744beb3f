'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useConnection } from '@/components/shell/use-connection.ts'
import { type LinksView, parseLinksView, viewHref } from './links-view.ts'

/** Browsers bound how often history may be written, and the server need not hear every letter. */
const REST_MS = 250

/** The register's view lives in the URL; typing is written when it rests. */
export function useLinksView() {
  const params = useSearchParams()
  const connection = useConnection()
  const view = useMemo((): LinksView => ({ ...parseLinksView(params), connection }), [params, connection])
  const [typed, setTyped] = useState(view.q)
  const written = useRef(view.q)

  const change = useCallback(
    (next: Partial<LinksView>) => {
      const current = parseLinksView(new URLSearchParams(window.location.search))
      const moved = 'id' in next || 'page' in next ? {} : { page: 1 }
      window.history.replaceState(null, '', viewHref({ ...current, connection, ...moved, ...next }))
    },
    [connection],
  )

  useEffect(() => {
    if (view.q === written.current) return
    written.current = view.q
    setTyped(view.q)
  }, [view.q])
  useEffect(() => {
    if (typed === written.current) return
    const timer = setTimeout(() => {
      written.current = typed
      change({ q: typed })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed, change])
  return { view, change, typed, setTyped }
}
