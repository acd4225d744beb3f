'use client'
import type { ComponentProps, ReactNode } from 'react'
import { CHECKBOX_LOOK, CheckMark } from './check-mark.tsx'
import { classNames } from './class-names.ts'

type Props = Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'checked' | 'children'> & {
  checked: boolean | 'mixed'
  onChecked: (checked: boolean) => void
  /** Visible words; without them give `aria-label`. */
  children?: ReactNode
}

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
          className={CHECKBOX_LOOK}
        />
        <CheckMark mixed={checked === 'mixed'} />
      </span>
      {children}
    </label>
  )
}
