/** One step of the way to a page. */
export type Crumb = {
  /** Unique among its siblings: two folders of one path may have the same name. */
  id: string
  label: string
  href?: string | undefined
  mono?: boolean | undefined
}

const SHOWN_MAX = 5

/** A long way is folded in its middle: the first two steps and the last two stay in sight. */
export function foldCrumbs(crumbs: readonly Crumb[]): {
  first: readonly Crumb[]
  hidden: readonly Crumb[]
  last: readonly Crumb[]
} {
  if (crumbs.length <= SHOWN_MAX) return { first: [], hidden: [], last: crumbs }
  return { first: crumbs.slice(0, 2), hidden: crumbs.slice(2, -2), last: crumbs.slice(-2) }
}
