'use client'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Kbd } from '@/components/ui/kbd.tsx'
import { KEYBOARD_MAP } from './keyboard-map.ts'

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

export function HelpSheet({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="lg">
      <div className="gap-x-10 sm:columns-2">
        {KEYBOARD_MAP.map(({ group, keys }) => (
          <section key={group} aria-label={group} className="mb-5 grid break-inside-avoid gap-1">
            <h3 className="text-sm font-[560] text-faint">{group}</h3>
            <dl>
              {keys.map((row) => (
                <div
                  key={row.does}
                  className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1"
                >
                  <dt>{row.does}</dt>
                  <dd className="flex items-center gap-1.5">
                    {row.keys.map((combination) => (
                      <Kbd key={combination} keys={combination} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
