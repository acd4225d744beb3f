import { Tag } from '@/components/ui/tag.tsx'
import { storageClassName } from '@/lib/objects/storage-class.ts'

/** Those whose objects have to be restored before they can be read. */
const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE'])

export function ClassCell({ storageClass }: { storageClass: string | null }) {
  if (storageClass === null) return <span className="text-faint">—</span>
  const name = storageClassName(storageClass)
  if (!ARCHIVES.has(storageClass)) {
    return (
      <span title={`${name} (${storageClass})`} className="truncate text-muted">
        {name}
      </span>
    )
  }
  return (
    <Tag tone="warn" title={`${storageClass}: has to be restored before it can be read`}>
      {name}
    </Tag>
  )
}
