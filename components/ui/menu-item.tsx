'use client'
import type { ReactNode } from 'react'
import { useMenuParts } from './menu-parts.ts'

export type MenuItemProps = {
  children: ReactNode
  icon?: ReactNode
  shortcut?: string | undefined
  /** A place instead of an action. */
  href?: string | undefined
  onSelect?: (() => void) | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
}

export function MenuItem(props: MenuItemProps) {
  const { Item } = useMenuParts()
  return <Item {...props} />
}
