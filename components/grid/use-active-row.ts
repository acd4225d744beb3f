'use client'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { GridSource } from './grid-types.ts'
import { clamp } from './scroll-math.ts'
import { useHeldFocus } from './use-held-focus.ts'

type Needs<Row> = {
  scroller: RefObject<HTMLElement | null>
  source: GridSource<Row>
  about: string
  showRow: (row: number, align?: 'nearest' | 'center') => void
  onActive?: ((row: Row | undefined, index: number) => void) | undefined
}

/** One row is the table's only tab stop. */
export function useActiveRow<Row>({ scroller, source, about, showRow, onActive }: Needs<Row>) {
  const [active, setActive] = useState(0)
  /** Takes the focus as soon as it exists. */
  const wanted = useRef<number | null>(null)
  const takeFocus = useCallback(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-grid-row="${wanted.current}"]`)
    if (wanted.current === null || !row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  }, [scroller])
  useLayoutEffect(takeFocus)

  const { onFocus, onBlur, hasFocus } = useHeldFocus()
  const shownAbout = useRef(about)
  useLayoutEffect(() => {
    if (shownAbout.current === about) return
    shownAbout.current = about
    if (hasFocus.current) wanted.current = 0
    setActive(0)
    if (scroller.current) scroller.current.scrollTop = 0
    takeFocus()
  }, [about, hasFocus, scroller, takeFocus])

  const focusRow = useCallback(
    (index: number, align?: 'nearest' | 'center') => {
      if (source.count === 0) return
      const row = clamp(index, 0, source.count - 1)
      wanted.current = row
      setActive(row)
      showRow(row, align)
      onActive?.(source.row(row), row)
      takeFocus()
    },
    [source, showRow, onActive, takeFocus],
  )
  return { active: clamp(active, 0, Math.max(0, source.count - 1)), setActive, focusRow, onFocus, onBlur }
}
