'use client'
import { useEffect, useRef } from 'react'
import { isTypingTarget, matchesShortcut } from './shortcut.ts'

/** `useShortcuts({ '/': focusFilter, 'mod+k': openPalette })`. Plain keys rest while one types or a dialog is open. */
export function useShortcuts(shortcuts: { [shortcut: string]: (event: KeyboardEvent) => void }): void {
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      for (const [shortcut, run] of Object.entries(current.current)) {
        if (!matchesShortcut(shortcut, event)) continue
        if (!shortcut.startsWith('mod+') && isTypingTarget(event.target)) continue
        event.preventDefault()
        run(event)
        return
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
