'use client'
import { Columns3 } from 'lucide-react'
import { useColumnChoices } from '@/components/grid/use-column-choices.ts'
import { Button } from '@/components/ui/button.tsx'
import { Menu } from '@/components/ui/menu.tsx'
import { MenuCheck } from '@/components/ui/menu-check.tsx'
import { MenuGroup } from '@/components/ui/menu-group.tsx'
import { MenuItem } from '@/components/ui/menu-item.tsx'
import { MenuSeparator } from '@/components/ui/menu-separator.tsx'
import { OPTIONAL_COLUMNS, type OptionalColumn } from './view-state.ts'

export const GRID_ID = 'objects'

const OWN = [
  { id: 'sizeBytes', label: 'Size' },
  { id: 'modifiedAt', label: 'Modified' },
  { id: 'storageClass', label: 'Class' },
] as const
const OPTIONAL_LABEL = { owner: 'Owner', etag: 'ETag' } as const

type Props = { optional: readonly OptionalColumn[]; onOptional: (column: OptionalColumn, shown: boolean) => void }

/** Owner and ETag are asked of the storage and live in the URL; the others are this browser's own affair. */
export function ColumnsMenu({ optional, onOptional }: Props) {
  const { choices, setHidden, reset } = useColumnChoices(GRID_ID)
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label="Columns">
          <Columns3 aria-hidden />
          <span className="max-sm:hidden">Columns</span>
        </Button>
      }
    >
      <MenuGroup label="Columns">
        {OWN.map(({ id, label }) => (
          <MenuCheck key={id} checked={!choices.hidden.includes(id)} onChecked={(shown) => setHidden(id, !shown)}>
            {label}
          </MenuCheck>
        ))}
        {OPTIONAL_COLUMNS.map((id) => (
          <MenuCheck key={id} checked={optional.includes(id)} onChecked={(shown) => onOptional(id, shown)}>
            {OPTIONAL_LABEL[id]}
          </MenuCheck>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem onSelect={reset}>Widths and columns as they were</MenuItem>
    </Menu>
  )
}
