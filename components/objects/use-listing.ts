'use client'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { GridSource } from '@/components/grid/grid-types.ts'
import { ListingClient, type ListingSnapshot } from '@/lib/listing/browser/listing-client.ts'
import type { ListingRow, ViewOptions } from '@/lib/listing/browser/messages.ts'
import { COLUMNS_TYPE } from '@/lib/listing/wire.ts'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { objectsApi } from '@/lib/paths.ts'
import { filterOf, optionalColumns, sortOf } from './view-state.ts'

type How = { fresh?: true; resume?: true; fast?: true }
type Attempt = { number: number; how: How }

/** Skeletons while nothing is known. */
const EXPECTED_ROWS = 12

/** The listing of what the view is about, read by a worker; leaving the page or the folder stops it, on the server too. */
export function useListing(bucket: string, view: ObjectsView) {
  const [client] = useState(() => new ListingClient())
  const snapshot = useSyncExternalStore(client.subscribe, client.snapshot, client.snapshot)
  const [attempt, setAttempt] = useState<Attempt>({ number: 0, how: {} })
  const [hurried, setHurried] = useState('')

  const { prefix, depth, connection } = view
  const columns = optionalColumns(view).join(',')
  const filter = JSON.stringify(filterOf(view))
  const options = useMemo(
    (): ViewOptions => ({ sort: sortOf(view.sort), filter: JSON.parse(filter) }),
    [view.sort, filter],
  )
  const latest = useRef(options)
  const sent = useRef(options)
  latest.current = options

  const urlOf = useCallback(
    (how: How) =>
      objectsApi(bucket, { prefix, depth: depth === 'here' ? undefined : depth, columns, connection, ...how }),
    [bucket, prefix, depth, columns, connection],
  )
  useEffect(() => {
    sent.current = latest.current
    client.open({ url: urlOf(attempt.how), prefix, owners: columns.includes('owner') }, latest.current)
    return () => client.close()
  }, [client, urlOf, prefix, columns, attempt])
  useEffect(() => {
    if (sent.current === options) return
    sent.current = options
    client.view(options)
  }, [client, options])

  /** More requests at once for the listing that runs, for whoever reads it: a second request says so and leaves. */
  const hurry = useCallback(() => {
    setHurried(urlOf({}))
    const leave = new AbortController()
    void fetch(urlOf({ fast: true }), { headers: { accept: COLUMNS_TYPE }, signal: leave.signal })
      .then(() => leave.abort())
      .catch(() => undefined)
  }, [urlOf])
  const source = useMemo(
    (): GridSource<ListingRow> => ({
      count: snapshot.summary?.count ?? EXPECTED_ROWS,
      row: snapshot.row,
      ensure: client.ensure,
    }),
    [client, snapshot],
  )
  /** Goes on where it stopped. */
  const resume = useCallback(() => setAttempt(({ number }) => ({ number: number + 1, how: { resume: true } })), [])
  const again = useCallback(() => setAttempt(({ number }) => ({ number: number + 1, how: { fresh: true } })), [])
  return { client, snapshot, source, resume, again, hurry, hurried: hurried === urlOf({}) }
}

export type Listing = { client: ListingClient; snapshot: ListingSnapshot; resume: () => void; again: () => void }
