import type { ReactNode } from 'react'

type Props = { /** A lucide icon. */ icon: ReactNode; title: string; children: ReactNode }

/** A card that says one thing. */
export function SharedMessage({ icon, title, children }: Props) {
  return (
    <div className="grid gap-4 p-6">
      <span className="grid size-11 place-items-center rounded-lg bg-hover text-muted">{icon}</span>
      <div className="grid gap-1.5">
        <h1 className="text-lg font-[620]">{title}</h1>
        {children}
      </div>
    </div>
  )
}
