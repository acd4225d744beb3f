import { EMPTY_VIEW, type View } from './view.ts'

/** A page is behind by a message, which takes milliseconds; views are made at most five times a second. */
const KEPT = 3

/**
 * The view that is shown and the few before it, by number. While a listing grows, a click may speak of a view that has
 * just been replaced: the row it means is then found in that one, and never another that took its place.
 */
export class RecentViews {
  #views: View[] = [EMPTY_VIEW]
  #newest = 0

  get current(): View {
    return this.#views[0] ?? EMPTY_VIEW
  }

  /** The number of the current view. */
  get number(): number {
    return this.#newest
  }

  add(view: View): void {
    this.#views = [view, ...this.#views].slice(0, KEPT)
    this.#newest++
  }

  /** Undefined for one that is too old to be known. */
  at(number: number): View | undefined {
    return this.#views[this.#newest - number]
  }

  /** Row numbers mean other rows from now on. */
  forget(): void {
    this.#views = [EMPTY_VIEW]
    this.#newest++
  }
}
