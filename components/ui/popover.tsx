'use client'
import type { ReactElement, ReactNode } from 'react'
import { LayerTrigger } from './layer-trigger.tsx'
import { type OpenState, useOpened } from './use-opened.ts'

export type PopoverProps = OpenState & {
  trigger: ReactElement<{ [attribute: string]: unknown }>
  /** Its accessible name; shown as a heading. */
  title: string
  children: ReactNode
  align?: 'start' | 'center' | 'end' | undefined
  side?: 'top' | 'bottom' | undefined
  className?: string | undefined
}

const load = () => import('./loaded/popover.tsx').then((module) => module.LoadedPopover)

export function Popover(props: PopoverProps) {
  const { Layer, open, change } = useOpened<PopoverProps>(props, load)
  if (Layer !== null) return <Layer {...props} open={open} onOpenChange={change} />
  return <LayerTrigger trigger={props.trigger} kind="dialog" onOpen={() => change(true)} onNear={() => void load()} />
}
