'use client'
import { Menu } from '@/components/ui/menu.tsx'
import { MenuItem } from '@/components/ui/menu-item.tsx'
import type { Crumb } from './crumbs.ts'

/** The folded middle of a long path, as a menu. */
export function HiddenCrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Folders in between" className="rounded-sm px-1.5 text-muted hover:bg-hover">
          …
        </button>
      }
    >
      {crumbs.map((crumb) => (
        <MenuItem key={crumb.id} href={crumb.href}>
          <span className={crumb.mono ? 'mono' : undefined}>{crumb.label}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
