'use client'
import { useEffect, useState } from 'react'
import { Tag } from '@/components/ui/tag.tsx'
import { Time } from '@/components/ui/time.tsx'
import { formatDuration } from '@/lib/format/durations.ts'

type Props = { expiresAt: string | null; isTemporary: boolean }

const SOON_SECONDS = 900

/** When these credentials stop working, and with them every presigned link they signed. */
export function CredentialsEnd({ expiresAt, isTemporary }: Props) {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    if (expiresAt === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [expiresAt])
  if (expiresAt === null) return isTemporary ? 'Temporary; nothing says when they end' : 'They do not end'
  const left = now === null ? null : (Date.parse(expiresAt) - now) / 1000
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Time value={expiresAt} show="absolute" />
      {left !== null && (
        <Tag tone={left <= 0 ? 'bad' : left < SOON_SECONDS ? 'warn' : 'neutral'}>
          <span className="tabular-nums">{left <= 0 ? 'ended' : `in ${formatDuration(left)}`}</span>
        </Tag>
      )}
    </span>
  )
}
