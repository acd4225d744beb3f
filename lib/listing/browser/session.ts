import type { Block } from '../block.ts'
import { FOLD } from '../glob.ts'
import { objectRow } from '../object-row.ts'
import type {
  FromWorker,
  ListingOptions,
  ListingRow,
  SelectionSummary,
  ToWorker,
  ViewOptions,
  Window,
} from './messages.ts'
import { RecentViews } from './recent-views.ts'
import { countOf, RowSelection } from './row-selection.ts'
import { RowStore } from './row-store.ts'
import { makeView, type View } from './view.ts'

type Post = (message: FromWorker) => void

/** One open listing in the worker: its rows, what is shown of them, and what is selected. Knows no Worker and no network. */
export class ListingSession {
  #store: RowStore
  #views = new RecentViews()
  #options: ViewOptions
  #selection = new RowSelection()
  #window = { from: 0, to: 100 }
  readonly #listing: ListingOptions
  readonly #post: Post

  constructor(listing: ListingOptions, view: ViewOptions, post: Post) {
    this.#listing = listing
    this.#options = view
    this.#post = post
    this.#store = new RowStore(listing)
  }

  add(block: Block): void {
    this.#store.add(block)
  }

  /** The server turned out not to list in order; everything comes again. */
  reset(): void {
    this.#store = new RowStore(this.#listing)
    this.#views.forget()
    this.#selection.clear()
  }

  show(options: ViewOptions = this.#options): void {
    this.#options = options
    this.#views.add(makeView(this.#store, this.#listing.prefix, options))
    const { folders, rows, bytes } = this.#view
    this.#post({
      type: 'view',
      view: this.#views.number,
      summary: { count: folders.length + rows.length, folders: folders.length, objects: rows.length, bytes },
      selection: this.#summary(),
      window: this.#rows(),
      storageClasses: this.#store.columns().storageClasses.filter((name) => name !== ''),
    })
  }

  handle(message: Exclude<ToWorker, { type: 'open' | 'stop' }>): void {
    switch (message.type) {
      case 'view':
        return this.show(message.view)
      case 'rows':
        this.#window = { from: message.from, to: message.to }
        return this.#post({ type: 'rows', window: this.#rows() })
      case 'select': {
        const view = this.#views.at(message.view)
        if (view) this.#selection.apply(message.op, view)
        return this.#post({ type: 'selection', selection: this.#summary(), window: this.#rows() })
      }
      case 'keys':
        return this.#post({
          type: 'keys',
          id: message.id,
          ...this.#selection.keys(this.#view, this.#store.columns(), message.limit),
          folders: this.#selection.folders().map((folder) => this.#store.folders[folder] ?? ''),
        })
      case 'find':
        return this.#post({ type: 'found', id: message.id, index: this.#find(message.text, message.from) })
    }
  }

  get #view(): View {
    return this.#views.current
  }

  #summary(): SelectionSummary {
    return this.#selection.summary(this.#view, this.#store.columns())
  }

  #rows(): Window {
    const from = Math.max(0, Math.min(this.#window.from, countOf(this.#view)))
    const to = Math.min(this.#window.to, countOf(this.#view))
    const columns = this.#store.columns()
    const rows: ListingRow[] = []
    for (let index = from; index < to; index++) rows.push(this.#rowAt(index, columns))
    return { from, rows }
  }

  #rowAt(index: number, columns: ReturnType<RowStore['columns']>): ListingRow {
    const { folders, rows } = this.#view
    const prefixLength = this.#listing.prefix.length
    if (index < folders.length) {
      const folder = folders[index] ?? 0
      const prefix = this.#store.folders[folder] ?? ''
      return { kind: 'folder', prefix, name: prefix.slice(prefixLength), selected: this.#selection.hasFolder(folder) }
    }
    const row = rows[index - folders.length] ?? 0
    const object = objectRow(columns, row)
    return { kind: 'object', ...object, name: object.key.slice(prefixLength), selected: this.#selection.hasRow(row) }
  }

  /** The next row after `from`, around the end, whose name begins with the text; ASCII letters fold. */
  #find(text: string, from: number): number | null {
    const wanted = new TextEncoder().encode(text).map((byte) => FOLD[byte] ?? byte)
    const prefixBytes = new TextEncoder().encode(this.#listing.prefix).length
    const { keyBytes, keyOffsets } = this.#store.columns()
    const { folders, rows } = this.#view
    const count = countOf(this.#view)
    const begins = (bytes: Uint8Array, at: number, end: number) =>
      end - at >= wanted.length && wanted.every((byte, i) => FOLD[bytes[at + i] ?? 0] === byte)
    for (let step = 0; step < count; step++) {
      const index = (from + step) % count
      if (index < folders.length) {
        const bytes = new TextEncoder().encode(this.#store.folders[folders[index] ?? 0])
        if (begins(bytes, prefixBytes, bytes.length)) return index
      } else {
        const row = rows[index - folders.length] ?? 0
        if (begins(keyBytes, (keyOffsets[row] ?? 0) + prefixBytes, keyOffsets[row + 1] ?? 0)) return index
      }
    }
    return null
  }
}
