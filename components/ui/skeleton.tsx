import { classNames } from './class-names.ts'

type Props = {
  className?: string | undefined
  /** Where there are many: each that moves is an animation and a layer of its own, and those of a table cost 40 ms. */
  still?: boolean
}

/** The shape of a line to come; give its width in `className`. The region around it says `aria-busy`. */
export function Skeleton({ className, still = false }: Props) {
  return (
    <span aria-hidden className={classNames('block h-3 rounded-sm bg-hover', !still && 'animate-pulse', className)} />
  )
}
