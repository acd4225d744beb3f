'use client'
import { showToast, type ToastMessage } from './toast-list.ts'

export type { ToastMessage } from './toast-list.ts'

/** `const toast = useToast(); toast({ title: 'Copied', tone: 'ok' })`, below the ToastProvider. */
export const useToast = (): ((message: ToastMessage) => void) => showToast
