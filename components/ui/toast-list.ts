'use client'
import { useSyncExternalStore } from 'react'

export type ToastMessage = {
  title: string
  description?: string | undefined
  /** `bad` is announced at once and stays until it is dismissed. */
  tone?: 'ok' | 'bad' | 'neutral' | undefined
  action?: { label: string; onSelect: () => void } | undefined
}

export type ShownToast = ToastMessage & { id: number }

const SHOWN_MAX = 4
const NONE: readonly ShownToast[] = []

let shown: readonly ShownToast[] = NONE
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly ShownToast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** The newest last; at the limit the oldest goes. */
export function showToast(message: ToastMessage): void {
  lastId += 1
  change([...shown, { ...message, id: lastId }].slice(-SHOWN_MAX))
}

export const dismissToast = (id: number): void => change(shown.filter((toast) => toast.id !== id))

export const useShownToasts = (): readonly ShownToast[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
