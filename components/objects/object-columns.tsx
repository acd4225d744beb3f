'use client'
import type { GridColumn } from '@/components/grid/grid-types.ts'
import { Time } from '@/components/ui/time.tsx'
import type { ListingRow } from '@/lib/listing/browser/messages.ts'
import { ClassCell } from './class-cell.tsx'
import { NameCell } from './name-cell.tsx'
import { RowActions, type RowCommands } from './row-actions.tsx'
import { SizeCell } from './size-cell.tsx'
import type { OptionalColumn } from './view-state.ts'

export type ObjectColumn = GridColumn<ListingRow>

const dash = <span className="text-faint">—</span>
const text = (value: string | null, className = '') =>
  value === null ? (
    dash
  ) : (
    <span title={value} className={`truncate text-muted ${className}`}>
      {value}
    </span>
  )

const OWNER: ObjectColumn = {
  id: 'owner',
  label: 'Owner',
  width: 140,
  sortable: true,
  hideBelow: 641,
  cell: (row) => text(row.kind === 'object' ? row.owner : null),
}
const ETAG: ObjectColumn = {
  id: 'etag',
  label: 'ETag',
  width: 180,
  sortable: true,
  hideBelow: 641,
  cell: (row) => text(row.kind === 'object' ? row.etag : null, 'mono'),
}

type Options = {
  bucket: string
  connection: string
  hrefOf: (row: ListingRow) => string
  optional: readonly OptionalColumn[]
  commands: RowCommands
}

/** From left to right; ids are those of the sort. */
export function objectColumns({ bucket, connection, hrefOf, optional, commands }: Options): ObjectColumn[] {
  return [
    {
      id: 'key',
      label: 'Name',
      width: 420,
      minWidth: 150,
      grow: true,
      sortable: true,
      cell: (row) => <NameCell row={row} href={hrefOf(row)} />,
    },
    {
      id: 'sizeBytes',
      label: 'Size',
      width: 118,
      align: 'end',
      sortable: true,
      cell: (row) => <SizeCell sizeBytes={row.kind === 'object' ? row.sizeBytes : null} />,
    },
    {
      id: 'modifiedAt',
      label: 'Modified',
      width: 132,
      sortable: true,
      hideBelow: 641,
      className: 'text-muted',
      cell: (row) => <Time value={row.kind === 'object' ? row.modifiedAt : null} />,
    },
    {
      id: 'storageClass',
      label: 'Class',
      width: 130,
      sortable: true,
      hideBelow: 690,
      cell: (row) => <ClassCell storageClass={row.kind === 'object' ? row.storageClass : null} />,
    },
    ...(optional.includes('owner') ? [OWNER] : []),
    ...(optional.includes('etag') ? [ETAG] : []),
    {
      id: 'actions',
      label: 'Actions',
      width: 104,
      resizable: false,
      hideBelow: 560,
      liveOnly: true,
      head: <span className="sr-only">Actions</span>,
      cell: (row) => <RowActions row={row} bucket={bucket} connection={connection} commands={commands} />,
    },
  ]
}
