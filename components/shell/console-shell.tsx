'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { useInteractive } from '@/components/ui/use-interactive.ts'
import { useShortcuts } from '@/components/ui/use-shortcuts.ts'
import type { ConnectionInfo } from '@/lib/connections/schema.ts'
import { Brand } from './brand.tsx'
import { Sidebar } from './sidebar.tsx'
import { SkipLink } from './skip-link.tsx'
import { TopBar } from './top-bar.tsx'

// Both load when they are first asked for.
const Palette = dynamic(() => import('./palette.tsx').then((module) => module.Palette), { ssr: false })
const HelpSheet = dynamic(() => import('./help-sheet.tsx').then((module) => module.HelpSheet), { ssr: false })

type Props = { connections: readonly ConnectionInfo[]; children: ReactNode }
type Layer = 'palette' | 'help' | null

/** The frame of every signed-in page: navigation, the page, and what opens above both. */
export function ConsoleShell({ connections, children }: Props) {
  const interactive = useInteractive()
  const [layer, setLayer] = useState<Layer>(null)
  const [asked, setAsked] = useState<{ palette: boolean; help: boolean }>({ palette: false, help: false })
  const open = (wanted: 'palette' | 'help') => {
    setAsked((before) => ({ ...before, [wanted]: true }))
    setLayer(wanted)
  }
  const close = (isOpen: boolean) => {
    if (!isOpen) setLayer(null)
  }
  useShortcuts({ 'mod+k': () => open('palette'), '?': () => open('help') })
  const navigation = { connections, onPalette: () => open('palette'), onHelp: () => open('help') }
  return (
    <div
      data-interactive={interactive}
      className="grid h-dvh grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[216px_minmax(0,1fr)] md:grid-rows-1"
    >
      <SkipLink />
      <header className="contents">
        <TopBar {...navigation} />
        <div className="flex min-h-0 flex-col border-r border-line bg-subtle px-2.5 py-3 max-md:hidden">
          <div className="px-2 pt-0.5 pb-3">
            <Brand />
          </div>
          <Sidebar {...navigation} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
        {children}
      </main>
      {asked.palette && (
        <Palette
          open={layer === 'palette'}
          onOpenChange={close}
          connections={connections}
          onHelp={() => open('help')}
        />
      )}
      {asked.help && <HelpSheet open={layer === 'help'} onOpenChange={close} />}
    </div>
  )
}
