import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonLook, buttonLook } from './button-look.ts'
import { classNames } from './class-names.ts'

type Props = ComponentProps<typeof Link> & ButtonLook & { external?: boolean | undefined }

/** A place to go, looking like a button. `external` opens a new tab and is a plain anchor. */
export function ButtonLink({ variant, size, className, external = false, ...rest }: Props) {
  const look = classNames(buttonLook({ variant, size }), className)
  if (!external) return <Link {...rest} className={look} />
  const { href, children, onClick, download } = rest
  return (
    <a href={String(href)} onClick={onClick} download={download} target="_blank" rel="noreferrer" className={look}>
      {children}
    </a>
  )
}
