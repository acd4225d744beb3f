'use client'
import { useSyncExternalStore } from 'react'
import { parseTheme, THEME_COOKIE, type Theme } from './theme.ts'

const YEAR_SECONDS = 31_536_000
const listeners = new Set<() => void>()

/** The chosen theme: on <html>, where the server wrote it from the cookie, so that no page ever flashes. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme, () => 'system' as const), chooseTheme]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const readTheme = (): Theme => parseTheme(document.documentElement.dataset.theme)

function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http, where an internal network may run us
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  for (const listener of listeners) listener()
}
