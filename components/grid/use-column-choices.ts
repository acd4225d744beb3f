'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type ColumnChoices, NO_CHOICES, parseChoices } from './column-layout.ts'

const listeners = new Set<() => void>()
const nameOf = (id: string) => `stowage-columns-${id}`

/** Widths and hidden columns of one table, kept in this browser. */
export function useColumnChoices(id: string): {
  choices: ColumnChoices
  /** Null: the table's own width again. */
  setWidth: (column: string, width: number | null) => void
  setHidden: (column: string, hidden: boolean) => void
  reset: () => void
} {
  const text = useSyncExternalStore(
    subscribe,
    () => read(id),
    () => null,
  )
  const choices = useMemo(() => parseChoices(text), [text])
  const setWidth = useCallback(
    (column: string, width: number | null) => {
      const before = parseChoices(read(id))
      const { [column]: _, ...others } = before.widths
      write(id, { ...before, widths: width === null ? others : { ...others, [column]: width } })
    },
    [id],
  )
  const setHidden = useCallback(
    (column: string, hidden: boolean) => {
      const before = parseChoices(read(id))
      const others = before.hidden.filter((one) => one !== column)
      write(id, { ...before, hidden: hidden ? [...others, column] : others })
    },
    [id],
  )
  const reset = useCallback(() => write(id, NO_CHOICES), [id])
  return { choices, setWidth, setHidden, reset }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Where the browser keeps nothing for this site, choices last until the page is left. */
const unkept = new Map<string, string>()

function read(id: string): string | null {
  try {
    return unkept.get(id) ?? localStorage.getItem(nameOf(id))
  } catch {
    return null
  }
}

function write(id: string, choices: ColumnChoices): void {
  const text = JSON.stringify(choices)
  try {
    localStorage.setItem(nameOf(id), text)
  } catch {
    unkept.set(id, text)
  }
  for (const listener of listeners) listener()
}
