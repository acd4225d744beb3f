import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = { tone?: 'neutral' | 'ok' | 'warn' | 'bad' | undefined; title?: string | undefined; children: ReactNode }

const TONE = {
  neutral: 'bg-hover text-muted',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const

export function Tag({ tone = 'neutral', title, children }: Props) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-block rounded-full px-[7px] py-px text-xs whitespace-nowrap forced-colors:border',
        TONE[tone],
      )}
    >
      {children}
    </span>
  )
}
