import { formatCount } from '@/lib/format/counts.ts'
import type { ObjectVersions } from '@/lib/objects/details-schema.ts'

export function VersionsValue({ versions: { count, more, problem } }: { versions: ObjectVersions }) {
  if (problem !== null) return <span className="text-muted">{problem.detail}</span>
  if (count === null) return <span className="text-faint">The server does not say</span>
  return (
    <span className="tabular-nums">
      {formatCount(count)}
      {more && ' or more'}
    </span>
  )
}
