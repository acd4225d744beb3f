'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type BucketSort, parseBucketSort } from './buckets-view.ts'

/** Browsers bound how often history may be written: the filter is written when typing rests. */
const REST_MS = 250

type View = { q: string; setQ: (q: string) => void; sort: BucketSort; setSort: (sort: BucketSort) => void }

/** Filter and sort live in the URL; all rows are here already, so that no change of them asks the server. */
export function useBucketsView(): View {
  const params = useSearchParams()
  const pathname = usePathname()
  const urlQ = params.get('q') ?? ''
  const [q, setQ] = useState(urlQ)
  const written = useRef(urlQ)

  const write = useCallback(
    (name: 'q' | 'sort', value: string) => {
      const next = new URLSearchParams(window.location.search)
      if (value === '') next.delete(name)
      else next.set(name, value)
      const query = next.toString()
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`)
    },
    [pathname],
  )

  useEffect(() => {
    if (urlQ === written.current) return
    written.current = urlQ
    setQ(urlQ)
  }, [urlQ])

  useEffect(() => {
    if (q === written.current) return
    const timer = setTimeout(() => {
      written.current = q
      write('q', q)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [q, write])

  const setSort = useCallback((sort: BucketSort) => write('sort', sort === 'name' ? '' : sort), [write])
  return { q, setQ, sort: parseBucketSort(params.get('sort')), setSort }
}
