'use client'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Spinner } from '@/components/ui/spinner.tsx'
import { VisuallyHidden } from '@/components/ui/visually-hidden.tsx'
import { formatBytes } from '@/lib/format/bytes.ts'
import { countOf, formatCount } from '@/lib/format/counts.ts'
import { type FolderCount, useFolderCounts } from './use-folder-counts.ts'

type Props = {
  connection: string
  bucket: string
  prefixes: readonly string[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What lies below each of the selected folders, live while it is counted; closing stops the counting. */
export function CountDialog({ connection, bucket, prefixes, open, onOpenChange }: Props) {
  const counts = useFolderCounts({ connection, bucket, prefixes })
  const objects = counts.reduce((sum, count) => sum + count.objects, 0)
  const bytes = counts.reduce((sum, count) => sum + count.bytes, 0)
  const isWhole = counts.every(({ state }) => state === 'complete')
  return (
    <Dialog
      title={`Count ${countOf(prefixes.length, 'folder')}`}
      description="Objects and bytes at any depth below."
      open={open}
      onOpenChange={onOpenChange}
    >
      <table className="w-full text-left tabular-nums">
        <thead className="text-muted">
          <tr>
            <th className="py-1 font-medium">Folder</th>
            <th className="py-1 pl-3 text-right font-medium">Objects</th>
            <th className="py-1 pl-3 text-right font-medium">Size</th>
            <th className="w-24 py-1 pl-3 font-medium">State</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.prefix} className="border-t border-line">
              <th scope="row" className="mono py-1.5 font-normal [overflow-wrap:anywhere]">
                <bdi>{count.prefix}</bdi>
                {count.detail !== '' && <span className="block font-sans text-sm text-bad">{count.detail}</span>}
              </th>
              <td className="py-1.5 pl-3 text-right">{formatCount(count.objects)}</td>
              <td className="py-1.5 pl-3 text-right whitespace-nowrap">{formatBytes(count.bytes)}</td>
              <td className="py-1.5 pl-3">
                <State state={count.state} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t border-line">
          <tr>
            <th scope="row" className="py-1.5 font-medium">
              Total
            </th>
            <td className="py-1.5 pl-3 text-right font-medium">{formatCount(objects)}</td>
            <td className="py-1.5 pl-3 text-right font-medium whitespace-nowrap">{formatBytes(bytes)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <div role="status">
        <VisuallyHidden>
          {isWhole ? `Counted: ${countOf(objects, 'object')}, ${formatBytes(bytes)}.` : 'Counting.'}
        </VisuallyHidden>
      </div>
    </Dialog>
  )
}

function State({ state }: Pick<FolderCount, 'state'>) {
  if (state === 'waiting') return <span className="text-muted">waiting</span>
  if (state !== 'running') return <span className={state === 'complete' ? 'text-muted' : 'text-bad'}>{state}</span>
  return (
    <span className="flex items-center gap-1.5 text-muted">
      <Spinner />
      counting
    </span>
  )
}
