'use client'
import { cloneElement, type ReactElement } from 'react'

type Props = {
  trigger: ReactElement<{ [attribute: string]: unknown }>
  kind: 'menu' | 'dialog'
  onOpen: () => void
  /** Fetches the layer's code ahead of the click. */
  onNear: () => void
}

/** The button of a layer whose code is not here yet: looks, reads and opens the same. */
export function LayerTrigger({ trigger, kind, onOpen, onNear }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the button inside has the role and the keys
    <span className="contents" onPointerEnter={onNear} onFocus={onNear} onClick={onOpen}>
      {cloneElement(trigger, { 'aria-haspopup': kind, 'aria-expanded': false })}
    </span>
  )
}
