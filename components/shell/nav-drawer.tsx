'use client'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { buttonLook } from '@/components/ui/button-look.ts'
import type { ConnectionInfo } from '@/lib/connections/schema.ts'
import { Brand } from './brand.tsx'
import { Sidebar } from './sidebar.tsx'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  connections: readonly ConnectionInfo[]
  onPalette: () => void
  onHelp: () => void
}

/** The navigation of a narrow screen, from the left; going somewhere closes it. */
export function NavDrawer({ open, onOpenChange, connections, onPalette, onHelp }: Props) {
  const leaveTo = (go?: () => void) => () => {
    onOpenChange(false)
    go?.()
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col bg-subtle p-3 shadow-pop transition-[translate] duration-150 outline-none data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <div className="mb-3 flex items-center justify-between pl-2">
            <Dialog.Title>
              <Brand />
            </Dialog.Title>
            <Dialog.Close aria-label="Close navigation" className={buttonLook({ variant: 'ghost' }, 'icon')}>
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <Sidebar
            connections={connections}
            onPalette={leaveTo(onPalette)}
            onHelp={leaveTo(onHelp)}
            onNavigate={leaveTo()}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
