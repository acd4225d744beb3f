'use client'
import type { ReactNode } from 'react'
import { Toast } from './toast.tsx'
import { useShownToasts } from './toast-list.ts'

/** Once, around the app. The region is there before its first message, so that screen readers announce that too. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const toasts = useShownToasts()
  return (
    <>
      {children}
      <section
        aria-label="Messages"
        aria-live="polite"
        className="fixed right-0 bottom-0 z-70 flex w-full flex-col gap-2 p-3 empty:p-0 sm:right-1 sm:bottom-8 sm:w-88"
      >
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} />
        ))}
      </section>
    </>
  )
}
