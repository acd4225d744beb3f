'use client'
import { type PointerEvent, useRef } from 'react'

/** The right edge of a column's head: drag it; a double click gives the width back. Keys do the same on the button. */
export function ResizeHandle({ onWidth }: { onWidth: (width: number | null) => void }) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    const cell = event.currentTarget.parentElement
    if (event.button !== 0 || !cell) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width: cell.offsetWidth }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) onWidth(drag.current.width + event.clientX - drag.current.x)
  }
  const end = () => {
    drag.current = null
  }
  return (
    <span
      aria-hidden
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidth(null)}
      className="absolute inset-y-0 right-[-5px] z-1 w-2.5 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1 after:w-px after:bg-line hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-accent"
    />
  )
}
