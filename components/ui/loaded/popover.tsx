'use client'
import { Popover as Base } from '@base-ui/react/popover'
import { classNames } from '../class-names.ts'
import type { PopoverProps } from '../popover.tsx'

export function LoadedPopover({
  trigger,
  title,
  children,
  align = 'start',
  side = 'bottom',
  open = false,
  onOpenChange,
  className,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            className={classNames(
              'pop grid max-h-(--available-height) w-72 max-w-[calc(100vw-16px)] gap-2.5 overflow-y-auto p-3 transition-opacity duration-75 data-ending-style:opacity-0',
              className,
            )}
          >
            <Base.Title className="font-[560]">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
