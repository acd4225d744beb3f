import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  tone?: 'info' | 'warn' | 'bad' | undefined
  title?: ReactNode
  children?: ReactNode
  /** Buttons that do something about it. */
  actions?: ReactNode
  /** It appeared while the person was here: announce it. */
  live?: boolean | undefined
  className?: string | undefined
}

const LOOK = {
  info: { Icon: Info, colour: 'bg-accent-soft text-accent' },
  warn: { Icon: TriangleAlert, colour: 'bg-warn-soft text-warn' },
  bad: { Icon: CircleAlert, colour: 'bg-bad-soft text-bad' },
} as const

export function Notice({ tone = 'info', title, children, actions, live = false, className }: Props) {
  const { Icon, colour } = LOOK[tone]
  return (
    <div
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={classNames(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg px-3 py-[9px] forced-colors:border',
        colour,
        className,
      )}
    >
      <Icon aria-hidden className="mt-[1.5px]" />
      <div className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
        {title && <p className="font-[560]">{title}</p>}
        {children}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
