'use client'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'checked' | 'children'> & {
  checked: boolean | 'mixed'
  onChecked: (checked: boolean) => void
  /** Visible words; without them give `aria-label`. */
  children?: ReactNode
}

const BOX =
  'peer size-[15px] shrink-0 cursor-pointer appearance-none rounded-[4px] border-[1.5px] border-control bg-bg bg-center bg-no-repeat checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 forced-colors:appearance-auto'

/** A native checkbox in our clothes, 24 px to hit (WCAG 2.5.8). */
export function Checkbox({ checked, onChecked, children, className, ...rest }: Props) {
  return (
    <label
      className={classNames(
        'relative inline-flex min-h-6 min-w-6 cursor-pointer items-center gap-2',
        !children && 'justify-center',
        className,
      )}
    >
      <span className="relative grid place-items-center">
        <input
          {...rest}
          type="checkbox"
          checked={checked === true}
          ref={(box) => {
            if (box) box.indeterminate = checked === 'mixed'
          }}
          onChange={(event) => onChecked(event.target.checked)}
          className={BOX}
        />
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className="pointer-events-none absolute size-3 fill-none stroke-accent-text stroke-2 opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100 forced-colors:hidden"
        >
          <path d={checked === 'mixed' ? 'M2.5 6h7' : 'M2.5 6.4 5 8.8l4.6-5.4'} strokeLinecap="round" />
        </svg>
      </span>
      {children}
    </label>
  )
}
