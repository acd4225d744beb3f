'use client'
import { Menu as Base } from '@base-ui/react/menu'
import Link from 'next/link'
import { classNames } from '../class-names.ts'
import { Kbd } from '../kbd.tsx'
import type { MenuItemProps } from '../menu-item.tsx'
import { MENU_ROW } from '../menu-look.ts'

export function LoadedMenuItem({
  children,
  icon,
  shortcut,
  href,
  onSelect,
  danger = false,
  disabled = false,
}: MenuItemProps) {
  const className = classNames(MENU_ROW, danger && 'text-bad')
  const inside = (
    <>
      {icon && <span className="text-faint">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </>
  )
  if (href !== undefined && !disabled) {
    return (
      <Base.LinkItem closeOnClick className={className} render={<Link href={href} prefetch={false} />}>
        {inside}
      </Base.LinkItem>
    )
  }
  return (
    <Base.Item className={className} disabled={disabled} onClick={() => onSelect?.()}>
      {inside}
    </Base.Item>
  )
}
