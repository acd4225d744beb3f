'use client'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

type Props = ComponentProps<'button'> & {
  /** Given: a toggle that says whether it is on. Not given: a round button, e.g. one that opens a menu. */
  pressed?: boolean | undefined
  /** Looks on without being a toggle: a filter that is set. */
  active?: boolean | undefined
}

export function Chip({ pressed, active, className, ...rest }: Props) {
  const on = pressed ?? active ?? false
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={pressed}
      className={classNames(
        'inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-full border px-2.5 whitespace-nowrap transition-colors duration-100 disabled:opacity-50',
        on ? 'border-transparent bg-accent-soft text-accent' : 'border-line text-muted hover:bg-hover hover:text-text',
        className,
      )}
    />
  )
}
