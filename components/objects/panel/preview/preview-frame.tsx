import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names.ts'

type Props = { children: ReactNode; caption?: ReactNode; className?: string | undefined }

export function PreviewFrame({ children, caption, className }: Props) {
  return (
    <figure className="grid gap-1">
      <div className={classNames('overflow-hidden rounded-lg border border-line bg-bg', className)}>{children}</div>
      {caption && <figcaption className="text-xs text-faint">{caption}</figcaption>}
    </figure>
  )
}
