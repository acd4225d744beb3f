'use client'
import type { ReactNode } from 'react'
import { useMenuParts } from './menu-parts.ts'

type Option = { value: string; label: ReactNode; icon?: ReactNode }
export type MenuRadioProps = {
  label: string
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
}

/** One of several, inside a Menu. */
export function MenuRadio(props: MenuRadioProps) {
  const { Radio } = useMenuParts()
  return <Radio {...props} />
}
