'use client'
import type { ReactNode } from 'react'
import { useMenuParts } from './menu-parts.ts'

export type MenuCheckProps = {
  checked: boolean
  onChecked: (checked: boolean) => void
  disabled?: boolean | undefined
  children: ReactNode
}

/** On or off, inside a Menu; the menu stays open. */
export function MenuCheck(props: MenuCheckProps) {
  const { Check } = useMenuParts()
  return <Check {...props} />
}
