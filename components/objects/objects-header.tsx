'use client'
import { Calculator, CodeXml, Download, Link2, Milestone, X } from 'lucide-react'
import { PageHeader } from '@/components/shell/page-header.tsx'
import { Button } from '@/components/ui/button.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { formatBytes } from '@/lib/format/bytes.ts'
import { formatCount } from '@/lib/format/counts.ts'
import type { SelectionSummary } from '@/lib/listing/browser/messages.ts'
import type { ObjectsView } from '@/lib/objects/view.ts'
import { objectCrumbs } from './object-crumbs.ts'

type Props = {
  bucket: string
  view: ObjectsView
  selection: SelectionSummary
  onPath: () => void
  onScript: () => void
  onShare: () => void
  onDownload: () => void
  onCount: () => void
  onClear: () => void
}

/** Where one is, and what can be done with it, or with what is selected. */
export function ObjectsHeader({
  bucket,
  view,
  selection,
  onPath,
  onScript,
  onShare,
  onDownload,
  onCount,
  onClear,
}: Props) {
  const count = selection.objects + selection.folders
  return (
    <PageHeader
      crumbs={objectCrumbs(bucket, view)}
      actions={
        <>
          <IconButton label="Go to a path" shortcut="g" onClick={onPath}>
            <Milestone aria-hidden />
          </IconButton>
          {count > 0 && (
            <span className="flex items-center gap-1 text-muted tabular-nums max-md:hidden">
              {formatCount(count)} selected · {formatBytes(selection.bytes)}
              <IconButton label="Clear the selection" shortcut="Esc" size="sm" onClick={onClear}>
                <X aria-hidden />
              </IconButton>
            </span>
          )}
          <Button variant="ghost" onClick={onScript} aria-label="Script" className="max-sm:px-2">
            <CodeXml aria-hidden />
            <span className="max-sm:hidden">Script</span>
          </Button>
          {selection.folders > 0 && (
            <Button onClick={onCount} aria-label="Count what is in the selected folders" className="max-sm:px-2">
              <Calculator aria-hidden />
              <span className="max-sm:hidden">Count</span>
            </Button>
          )}
          {selection.objects > 0 && (
            <Button onClick={onDownload} aria-label="Download the selected objects" className="max-sm:px-2">
              <Download aria-hidden />
              <span className="max-sm:hidden">Download</span>
            </Button>
          )}
          <Button variant="primary" onClick={onShare}>
            <Link2 aria-hidden className="max-sm:hidden" />
            Share
          </Button>
        </>
      }
    />
  )
}
