import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

type Option = { value: string; label: string; disabled?: boolean }
type Props = Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children' | 'multiple'> & {
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
}

/** The platform's own list: right on every device, and no inline style for the CSP to block. */
export function Select({ value, onValue, options, className, ...rest }: Props) {
  return (
    <span className={classNames('relative inline-flex', className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        className="control w-full appearance-none pr-8 pl-2.5"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2.5 size-3.5 text-faint" />
    </span>
  )
}
