'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { MenuCheckProps } from '../menu-check.tsx'
import { MENU_ROW } from '../menu-look.ts'

/** On or off, inside a Menu; the menu stays open. */
export function LoadedMenuCheck({ checked, onChecked, disabled = false, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem checked={checked} disabled={disabled} onCheckedChange={onChecked} className={MENU_ROW}>
      <span className="grid size-4 place-items-center">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden className="size-3.5 text-accent" />
        </Base.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </Base.CheckboxItem>
  )
}
