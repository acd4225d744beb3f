'use client'
import type { ReactNode } from 'react'
import { useMenuParts } from './menu-parts.ts'

export type MenuGroupProps = { label: string; children: ReactNode }

/** Items under a heading. */
export function MenuGroup(props: MenuGroupProps) {
  const { Group } = useMenuParts()
  return <Group {...props} />
}
