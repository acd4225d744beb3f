'use client'
import type { ReactElement, ReactNode } from 'react'
import { LayerTrigger } from './layer-trigger.tsx'
import { type OpenState, useOpened } from './use-opened.ts'

export type MenuProps = OpenState & {
  /** The button that opens it. */
  trigger: ReactElement<{ [attribute: string]: unknown }>
  /** MenuItem, MenuRadio, MenuCheck, MenuGroup, MenuSeparator. */
  children: ReactNode
  align?: 'start' | 'center' | 'end' | undefined
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  className?: string | undefined
}

const load = () => import('./loaded/menu.tsx').then((module) => module.LoadedMenu)

export function Menu(props: MenuProps) {
  const { Layer, open, change } = useOpened<MenuProps>(props, load)
  if (Layer !== null) return <Layer {...props} open={open} onOpenChange={change} />
  return <LayerTrigger trigger={props.trigger} kind="menu" onOpen={() => change(true)} onNear={() => void load()} />
}
