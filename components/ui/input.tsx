import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

type Props = ComponentProps<'input'> & { /** Keys, names, commands. */ mono?: boolean | undefined }

/** Needs a name: inside a Field, or `aria-label`. */
export function Input({ mono = false, className, type = 'text', ...rest }: Props) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...rest}
      type={type}
      className={classNames('control w-full min-w-0 px-2.5', mono && 'mono', className)}
    />
  )
}
