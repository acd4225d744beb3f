'use client'
import type { ReactElement, ReactNode } from 'react'
import { LayerTrigger } from './layer-trigger.tsx'
import { type OpenState, useOpened } from './use-opened.ts'

export type DialogProps = OpenState & {
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  /** Buttons at its foot, always in view. */
  footer?: ReactNode
  trigger?: ReactElement<{ [attribute: string]: unknown }> | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
}

const load = () => import('./loaded/dialog.tsx').then((module) => module.LoadedDialog)

/** In the middle of a wide screen, a sheet from the bottom of a narrow one. */
export function Dialog(props: DialogProps) {
  const { Layer, open, change } = useOpened<DialogProps>(props, load)
  if (Layer !== null) return <Layer {...props} open={open} onOpenChange={change} />
  if (props.trigger === undefined) return null
  return <LayerTrigger trigger={props.trigger} kind="dialog" onOpen={() => change(true)} onNear={() => void load()} />
}
