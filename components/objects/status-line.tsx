'use client'
import { Button } from '@/components/ui/button.tsx'
import { Spinner } from '@/components/ui/spinner.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import { Time } from '@/components/ui/time.tsx'
import { formatBytes } from '@/lib/format/bytes.ts'
import { countOf, formatCount } from '@/lib/format/counts.ts'
import { formatElapsed } from '@/lib/format/durations.ts'
import type { ListingSnapshot } from '@/lib/listing/browser/listing-client.ts'
import { GoToRow } from './go-to-row.tsx'
import type { ListingStatus } from './listing-status.ts'

type Props = {
  snapshot: ListingSnapshot
  status: ListingStatus
  filtered: boolean
  onStop: () => void
  /** Null: it is as fast as it goes. */
  onHurry: (() => void) | null
  onResume: () => void
  onAgain: () => void
  onRow: (index: number) => void
}

/** The truth about what is on screen: how much of what, how it was read, how old it is, and whether it is all. */
export function StatusLine({ snapshot, status, filtered, onStop, onHurry, onResume, onAgain, onRow }: Props) {
  const { summary, selection, state } = snapshot
  const selected = selection.objects + selection.folders
  return (
    <footer className="flex h-[30px] shrink-0 items-center gap-4 overflow-hidden border-t border-line px-3 text-sm whitespace-nowrap text-muted tabular-nums md:px-[18px]">
      {summary !== null && status.kind !== 'broken' && <Shown snapshot={snapshot} filtered={filtered} />}
      {selected > 0 && (
        <span className="text-text">
          {formatCount(selected)} selected · {formatBytes(selection.bytes)}
        </span>
      )}
      {summary !== null && summary.count > 100 && <GoToRow count={summary.count} onRow={onRow} />}
      <span className="flex-1" />
      {state !== null && status.kind !== 'broken' && (
        <span className="truncate max-md:hidden">
          {status.kind === 'reading' || status.kind === 'opening' ? 'reading for' : 'listed in'}{' '}
          {formatElapsed(state.milliseconds)} · {countOf(state.requests, 'request')}
        </span>
      )}
      <Progress
        status={status}
        listedAt={state?.listedAt ?? null}
        onStop={onStop}
        onHurry={onHurry}
        onResume={onResume}
        onAgain={onAgain}
      />
    </footer>
  )
}

function Shown({ snapshot: { summary, state }, filtered }: { snapshot: ListingSnapshot; filtered: boolean }) {
  if (summary === null) return null
  const { objects, folders, bytes } = summary
  const of = filtered && state !== null ? `${formatCount(objects)} of ${countOf(state.objects, 'object')}` : null
  return (
    <>
      <span>{of ?? countOf(objects, 'object')}</span>
      {folders > 0 && <span className={objects > 0 ? 'max-sm:hidden' : undefined}>{countOf(folders, 'folder')}</span>}
      <span className="max-[26rem]:hidden">{formatBytes(bytes)}</span>
    </>
  )
}

type ProgressProps = Pick<Props, 'status' | 'onStop' | 'onHurry' | 'onResume' | 'onAgain'> & { listedAt: string | null }

function Progress({ status, listedAt, onStop, onHurry, onResume, onAgain }: ProgressProps) {
  if (status.kind === 'opening' || status.kind === 'reading') {
    return (
      <>
        <span className="flex items-center gap-1.5">
          <Spinner />
          reading
        </span>
        {status.kind === 'reading' && onHurry && <Small onClick={onHurry}>Faster</Small>}
        <Small onClick={onStop}>Stop</Small>
      </>
    )
  }
  if (status.kind === 'broken') return <Small onClick={onAgain}>Try again</Small>
  return (
    <>
      {status.kind === 'complete' && listedAt !== null && (
        <span className="max-sm:hidden">
          <Time value={listedAt} />
        </span>
      )}
      {status.kind === 'complete' ? (
        <span className="max-sm:hidden">
          <Tag tone="ok">complete</Tag>
        </span>
      ) : (
        <Tag tone={status.stopped ? 'warn' : 'bad'}>{status.stopped ? 'stopped' : 'incomplete'}</Tag>
      )}
      {status.kind === 'partial' && <Small onClick={onResume}>Resume</Small>}
      <Small onClick={onAgain}>List again</Small>
    </>
  )
}

const Small = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <Button variant="ghost" size="sm" onClick={onClick} className="-mx-2 h-6 text-accent">
    {children}
  </Button>
)
