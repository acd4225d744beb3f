import type { ReactNode } from 'react'

type Props = {
  /** A lucide icon. */
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Nothing here, why, and what to do about it. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-6 py-14 text-center">
      {icon && <span className="mb-1 grid size-10 place-items-center rounded-lg bg-hover text-faint">{icon}</span>}
      <h2 className="text-md font-[620]">{title}</h2>
      {children && <div className="text-muted [overflow-wrap:anywhere]">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
