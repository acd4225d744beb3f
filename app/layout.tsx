import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { parseTheme, THEME_COOKIE } from '@/components/shell/theme.ts'
import { ToastProvider } from '@/components/ui/toast-provider.tsx'
import './globals.css'

/** Every page depends on who asks, and carries the nonce of its own response. */
export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: { default: 'Stowage', template: '%s · Stowage' },
  description: 'The storage admin’s dashboard for S3 and everything that speaks S3',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <ToastProvider>
          <div id="stowage">{children}</div>
        </ToastProvider>
      </body>
    </html>
  )
}
