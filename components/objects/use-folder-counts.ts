'use client'
import { useEffect, useState } from 'react'
import { ApiError, apiLines } from '@/lib/client/api.ts'
import { FolderSize } from '@/lib/objects/size-schema.ts'
import { sizeApi } from '@/lib/paths.ts'

export type FolderCount = Pick<FolderSize, 'prefix' | 'objects' | 'bytes'> & {
  state: FolderSize['state'] | 'waiting'
  /** Why it is not complete. */
  detail: string
}

/** Each count is many requests at once already. */
const AT_ONCE = 2

type Needs = { connection: string; bucket: string; prefixes: readonly string[] }

/** Counts below these folders, two at a time, until the dialog is left. */
export function useFolderCounts({ connection, bucket, prefixes }: Needs): FolderCount[] {
  const [counts, setCounts] = useState<ReadonlyMap<string, FolderCount>>(new Map())
  useEffect(() => {
    const left = new AbortController()
    const note = (count: FolderCount) => setCounts((before) => new Map(before).set(count.prefix, count))
    const count = async (prefix: string) => {
      let last: FolderCount = { ...nothing(prefix), state: 'running' }
      note(last)
      try {
        for await (const { state, objects, bytes, problem } of apiLines(
          sizeApi(bucket, prefix, connection),
          FolderSize,
          { signal: left.signal },
        )) {
          last = { prefix, state, objects, bytes, detail: problem?.detail ?? '' }
          note(last)
        }
        if (last.state === 'running')
          note({ ...last, state: 'failed', detail: 'The connection ended before the count.' })
      } catch (error) {
        if (left.signal.aborted) return
        const detail = error instanceof ApiError ? error.message : 'The connection ended before the count.'
        note({ ...last, state: 'failed', detail })
      }
    }
    const waiting = [...prefixes]
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined && !left.signal.aborted; next = waiting.shift())
        await count(next)
    }
    for (let i = 0; i < AT_ONCE; i++) void worker()
    return () => left.abort()
  }, [connection, bucket, prefixes])
  return prefixes.map((prefix) => counts.get(prefix) ?? nothing(prefix))
}

const nothing = (prefix: string): FolderCount => ({ prefix, objects: 0, bytes: 0, state: 'waiting', detail: '' })
