'use client'
import { useEffect, useRef, useState } from 'react'
import type { GridWindow } from './use-grid-scroll.ts'

/** Rows that come sooner than this are drawn once, without a skeleton before them. */
const WAIT_MS = 60

/** The rows to draw: those in sight as soon as one of them is known, or when that takes too long. */
export function useShownWindow(seen: GridWindow, isKnown: boolean, count: number): GridWindow {
  const [late, setLate] = useState(true)
  const shown = useRef(seen)
  if (isKnown || late) shown.current = seen
  useEffect(() => {
    if (isKnown) {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), WAIT_MS)
    return () => clearTimeout(timer)
  }, [isKnown])
  const { first, last, shift } = shown.current
  return { first: Math.min(first, count), last: Math.min(last, count), shift }
}
