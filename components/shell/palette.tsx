'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useRef, useState } from 'react'
import type { ConnectionInfo } from '@/lib/connections/schema.ts'
import { PaletteList } from './palette-list.tsx'
import { usePaletteCommands } from './use-palette-commands.ts'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  connections: readonly ConnectionInfo[]
  onHelp: () => void
}

const LIST = 'palette-list'

/** Ctrl/Cmd+K: type where to go. A combobox over a list (ARIA APG); the focus stays in the field. */
export function Palette({ open, onOpenChange, connections, onHelp }: Props) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const commands = usePaletteCommands({ connections, onHelp, text, open })
  const current = Math.min(at, commands.length - 1)
  const leave = (isOpen: boolean) => {
    setText('')
    setAt(0)
    onOpenChange(isOpen)
  }
  const run = (index: number) => {
    const command = commands[index]
    if (!command) return
    leave(false)
    command.run()
  }
  const move = (by: number) => setAt(commands.length === 0 ? 0 : (current + by + commands.length) % commands.length)
  const onKey = (key: string): boolean => {
    if (key === 'ArrowDown') move(1)
    else if (key === 'ArrowUp') move(-1)
    else if (key === 'Enter') run(current)
    else return false
    return true
  }
  return (
    <Dialog.Root open={open} onOpenChange={leave}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup
          initialFocus={input}
          className="fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[560px] max-w-[calc(100vw-24px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-bg shadow-pop outline-none"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <input
            ref={input}
            role="combobox"
            aria-label="Bucket, s3:// path or command"
            aria-expanded
            aria-controls={LIST}
            aria-activedescendant={commands[current] ? `${LIST}-${current}` : undefined}
            placeholder="Bucket, s3:// path or command"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setAt(0)
            }}
            onKeyDown={(event) => {
              if (!event.nativeEvent.isComposing && onKey(event.key)) event.preventDefault()
            }}
            className="h-12 border-b border-line bg-transparent px-4 text-md outline-none"
          />
          <PaletteList id={LIST} commands={commands} current={current} onPoint={setAt} onRun={run} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
