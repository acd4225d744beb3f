'use client'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { GridSource } from '@/components/grid/grid-types.ts'
import { ListingClient, type ListingSnapshot } from '@/lib/listing/browser/listing-client.ts'
import type { ListingRow, ViewOptions } from '@/lib/listing/browser/messages.ts'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { objectsApi } from '@/lib/paths.ts'
import { filterOf, optionalColumns, sortOf } from './view-state.ts'

/** Skeletons while nothing is known. */
const EXPECTED_ROWS = 12

/** The listing of what the view is about, read by a worker; leaving the page or the folder stops it, on the server too. */
export function useListing(bucket: string, view: ObjectsView) {
  const [client] = useState(() => new ListingClient())
  const snapshot = useSyncExternalStore(client.subscribe, client.snapshot, client.snapshot)
  const [attempt, setAttempt] = useState({ number: 0, fresh: false })

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

  useEffect(() => {
    const url = objectsApi(bucket, {
      prefix,
      depth: depth === 'here' ? undefined : depth,
      columns,
      connection,
      fresh: attempt.fresh,
    })
    sent.current = latest.current
    client.open({ url, prefix, owners: columns.includes('owner') }, latest.current)
    return () => client.close()
  }, [client, bucket, prefix, depth, columns, connection, attempt])
  useEffect(() => {
    if (sent.current === options) return
    sent.current = options
    client.view(options)
  }, [client, options])

  const source = useMemo(
    (): GridSource<ListingRow> => ({
      count: snapshot.summary?.count ?? EXPECTED_ROWS,
      row: snapshot.row,
      ensure: client.ensure,
    }),
    [client, snapshot],
  )
  /** Goes on where it stopped. */
  const resume = useCallback(() => setAttempt(({ number }) => ({ number: number + 1, fresh: false })), [])
  const again = useCallback(() => setAttempt(({ number }) => ({ number: number + 1, fresh: true })), [])
  return { client, snapshot, source, resume, again }
}

export type Listing = { client: ListingClient; snapshot: ListingSnapshot; resume: () => void; again: () => void }
