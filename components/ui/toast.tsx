'use client'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classNames } from './class-names.ts'
import { dismissToast, type ShownToast } from './toast-list.ts'

const TONE = { ok: 'bg-ok', bad: 'bg-bad', neutral: 'bg-accent' } as const
const SHOWN_MS = 6000

/** One message. It stays while the pointer or the focus is on it, and for good when it is bad news. */
export function Toast({ toast }: { toast: ShownToast }) {
  const { id, title, description, tone = 'neutral', action } = toast
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || tone === 'bad') return
    const timer = setTimeout(() => dismissToast(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, id, tone])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on screen
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className="pop flex items-start gap-2.5 py-2 pr-2 pl-3"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => event.key === 'Escape' && dismissToast(id)}
    >
      <span
        aria-hidden
        className={classNames('mt-[7px] size-[7px] shrink-0 rounded-full forced-color-adjust-none', TONE[tone])}
      />
      <div className="min-w-0 flex-1 py-0.5 [overflow-wrap:anywhere]">
        <p className="font-[520]">{title}</p>
        {description && <p className="text-sm text-muted">{description}</p>}
      </div>
      {action && (
        <button
          type="button"
          className="rounded-sm px-2 py-1 font-[520] text-accent hover:bg-hover"
          onClick={() => {
            action.onSelect()
            dismissToast(id)
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="grid size-6 place-items-center rounded-sm text-faint hover:text-text"
        onClick={() => dismissToast(id)}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </div>
  )
}
