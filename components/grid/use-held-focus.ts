'use client'
import { type FocusEvent, useCallback, useEffect, useRef } from 'react'

/** Whether a row has the focus, or had it until it went away with its rows: that is no blur. */
export function useHeldFocus() {
  const hasFocus = useRef(false)
  const onFocus = useCallback((event: FocusEvent) => {
    hasFocus.current = event.target.closest('[data-grid-row]') !== null
  }, [])
  const onBlur = useCallback((event: FocusEvent) => {
    if (event.target.isConnected && event.relatedTarget !== null) hasFocus.current = false
  }, [])
  useEffect(() => {
    const elsewhere = () => {
      hasFocus.current = false
    }
    document.addEventListener('pointerdown', elsewhere, { capture: true })
    return () => document.removeEventListener('pointerdown', elsewhere, { capture: true })
  }, [])
  return { hasFocus, onFocus, onBlur }
}
