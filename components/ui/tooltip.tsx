'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'
import { placeTip, type TipSide } from './place-tip.ts'

type Props = {
  text: string
  shortcut?: string | undefined
  side?: TipSide | undefined
  /** One focusable element; it keeps its own accessible name, the tooltip only shows it. */
  children: ReactNode
}

const WAIT_MS = 400
const LEAVE_MS = 80

/** Shows on hover and on keyboard focus; Escape hides it, the pointer may move onto it (WCAG 1.4.13). */
export function Tooltip({ text, shortcut, side = 'bottom', children }: Props) {
  const [target, setTarget] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const turn = (to: Element | null, afterMs: number) => {
    clearTimeout(timer.current)
    if (afterMs === 0) setTarget(to)
    else timer.current = setTimeout(() => setTarget(to), afterMs)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the element inside
    <span
      className="contents"
      onPointerEnter={(event) => event.pointerType === 'mouse' && turn(event.currentTarget.firstElementChild, WAIT_MS)}
      onPointerLeave={() => turn(null, LEAVE_MS)}
      onPointerDown={() => turn(null, 0)}
      onFocus={(event) => event.target.matches(':focus-visible') && turn(event.target, 0)}
      onBlur={() => turn(null, 0)}
      onKeyDown={(event) => event.key === 'Escape' && turn(null, 0)}
    >
      {children}
      {target &&
        createPortal(
          <span
            aria-hidden
            ref={(tip) => {
              if (tip) placeTip(tip, target.getBoundingClientRect(), side)
            }}
            className="fixed top-0 left-0 z-60 flex max-w-80 items-center gap-2 rounded-md bg-text px-2 py-1 text-sm text-bg shadow-pop forced-colors:border"
          >
            {text}
            {shortcut && <Kbd keys={shortcut} inverse />}
          </span>,
          document.body,
        )}
    </span>
  )
}
