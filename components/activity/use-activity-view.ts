'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { useConnection } from '@/components/shell/use-connection.ts'
import { type ActivityView, parseActivityView, viewHref } from './activity-view.ts'

/** The view lives in the URL. Older pages are steps that Back takes back; filters are not. */
export function useActivityView() {
  const params = useSearchParams()
  const connection = useConnection()
  const view = useMemo((): ActivityView => ({ ...parseActivityView(params), connection }), [params, connection])
  const change = useCallback(
    (next: Partial<ActivityView>) => {
      const current = parseActivityView(new URLSearchParams(window.location.search))
      const href = viewHref({ ...current, before: '', connection, ...next })
      if ('before' in next) window.history.pushState(null, '', href)
      else window.history.replaceState(null, '', href)
    },
    [connection],
  )
  return { view, change }
}
