import { classNames } from './class-names.ts'

export type ButtonLook = {
  variant?: 'default' | 'primary' | 'ghost' | 'danger' | undefined
  /** `lg`: the one thing to do on a page. */
  size?: 'sm' | 'md' | 'lg' | undefined
}

const VARIANT = {
  default: 'border-line-strong bg-bg text-text hover:bg-hover',
  primary: 'border-accent bg-accent text-accent-text hover:border-accent-hover hover:bg-accent-hover',
  ghost: 'border-transparent text-muted hover:bg-hover hover:text-text',
  danger: 'border-bad bg-bad text-bad-text hover:border-bad-hover hover:bg-bad-hover',
} as const

const SIZE = { sm: 'h-[26px] text-sm', md: 'h-[30px] text-base', lg: 'h-10 text-md' } as const
const PADDING = { sm: 'px-2', md: 'px-[11px]', lg: 'px-4' } as const
const SQUARE = { sm: 'w-[26px]', md: 'w-[30px]', lg: 'w-10' } as const

/** The classes that buttons, links that look like buttons and icon buttons share. */
export function buttonLook({ variant = 'default', size = 'md' }: ButtonLook, shape: 'text' | 'icon' = 'text'): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-[520] whitespace-nowrap select-none',
    'transition-colors duration-100 data-popup-open:bg-hover',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    VARIANT[variant],
    SIZE[size],
    shape === 'icon' ? SQUARE[size] : PADDING[size],
  )
}
