import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names.ts'

type Props = {
  href: string
  current: boolean
  children: ReactNode
  count?: string | undefined
  mono?: boolean | undefined
  onNavigate?: (() => void) | undefined
}

export function NavLink({ href, current, children, count, mono = false, onNavigate }: Props) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      onClick={() => onNavigate?.()}
      className={classNames(
        'flex min-h-[30px] items-center justify-between gap-2 rounded-md px-2 py-1',
        current ? 'bg-hover font-[560] text-text' : 'text-muted hover:bg-hover hover:text-text',
        mono && 'mono',
      )}
    >
      <span className="truncate">{children}</span>
      {count !== undefined && <span className="font-normal text-faint tabular-nums">{count}</span>}
    </Link>
  )
}
