import { classNames } from './class-names.ts'

/** The shape of a line to come; give its width in `className`. The region around it says `aria-busy`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={classNames('block h-3 animate-pulse rounded-sm bg-hover', className)} />
}
