'use client'
import { Menu as Base } from '@base-ui/react/menu'
import { classNames } from '../class-names.ts'
import type { MenuProps } from '../menu.tsx'
import { type MenuParts, MenuPartsContext } from '../menu-parts.ts'
import { LoadedMenuCheck } from './menu-check.tsx'
import { LoadedMenuGroup } from './menu-group.tsx'
import { LoadedMenuItem } from './menu-item.tsx'
import { LoadedMenuRadio } from './menu-radio.tsx'
import { LoadedMenuSeparator } from './menu-separator.tsx'

const PARTS: MenuParts = {
  Item: LoadedMenuItem,
  Radio: LoadedMenuRadio,
  Check: LoadedMenuCheck,
  Group: LoadedMenuGroup,
  Separator: LoadedMenuSeparator,
}

export function LoadedMenu({
  trigger,
  children,
  align = 'start',
  side = 'bottom',
  open = false,
  onOpenChange,
  className,
}: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            className={classNames(
              'pop max-h-(--available-height) min-w-44 overflow-y-auto p-1 outline-none transition-opacity duration-75 data-ending-style:opacity-0',
              className,
            )}
          >
            <MenuPartsContext value={PARTS}>{children}</MenuPartsContext>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
