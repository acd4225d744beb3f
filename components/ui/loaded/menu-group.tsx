'use client'
import { Menu as Base } from '@base-ui/react/menu'
import type { MenuGroupProps } from '../menu-group.tsx'

export function LoadedMenuGroup({ label, children }: MenuGroupProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-[560] text-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}
