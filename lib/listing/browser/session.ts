import type { Block } from '../block.ts'
import { FOLD } from '../glob.ts'
import { objectRow } from '../object-row.ts'
import type {
  FromWorker,
  ListingOptions,
  ListingRow,
  SelectionSummary,
  SelectOp,
  ToWorker,
  ViewOptions,
  Window,
} from './messages.ts'
import { RowStore } from './row-store.ts'
import { BitSet } from './selection.ts'
import { EMPTY_VIEW, makeView, type View } from './view.ts'

type Post = (message: FromWorker) => void

/** One open listing in the worker: its rows, what is shown of them, and what is selected. Knows no Worker and no network. */
export class ListingSession {
  #store: RowStore
  #view: View = EMPTY_VIEW
  #options: ViewOptions
  #selectedRows = new BitSet()
  #selectedFolders = new BitSet()
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
    this.#view = EMPTY_VIEW
    this.#selectedRows.clear()
    this.#selectedFolders.clear()
  }

  show(options: ViewOptions = this.#options): void {
    this.#options = options
    this.#view = makeView(this.#store, this.#listing.prefix, options)
    const { folders, rows, bytes } = this.#view
    this.#post({
      type: 'view',
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
      case 'select':
        this.#select(message.op)
        return this.#post({ type: 'selection', selection: this.#summary(), window: this.#rows() })
      case 'keys':
        return this.#post({ type: 'keys', id: message.id, ...this.#selectedKeys(message.limit) })
      case 'find':
        return this.#post({ type: 'found', id: message.id, index: this.#find(message.text, message.from) })
    }
  }

  #count(): number {
    return this.#view.folders.length + this.#view.rows.length
  }

  #rows(): Window {
    const from = Math.max(0, Math.min(this.#window.from, this.#count()))
    const to = Math.min(this.#window.to, this.#count())
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
      return { kind: 'folder', prefix, name: prefix.slice(prefixLength), selected: this.#selectedFolders.has(folder) }
    }
    const row = rows[index - folders.length] ?? 0
    const object = objectRow(columns, row)
    return { kind: 'object', ...object, name: object.key.slice(prefixLength), selected: this.#selectedRows.has(row) }
  }

  #select(op: SelectOp): void {
    if (op.kind === 'nothing' || op.kind === 'only') {
      this.#selectedRows.clear()
      this.#selectedFolders.clear()
    }
    if (op.kind === 'nothing') return
    if (op.kind === 'toggle') return this.#mark(op.index, !this.#isSelected(op.index))
    if (op.kind === 'only') return this.#mark(op.index, true)
    const [from, to] =
      op.kind === 'range' ? [Math.min(op.from, op.to), Math.max(op.from, op.to)] : [0, this.#count() - 1]
    for (let index = from; index <= to; index++) this.#mark(index, true)
  }

  #isSelected(index: number): boolean {
    const { folders, rows } = this.#view
    return index < folders.length
      ? this.#selectedFolders.has(folders[index] ?? 0)
      : this.#selectedRows.has(rows[index - folders.length] ?? 0)
  }

  #mark(index: number, selected: boolean): void {
    const { folders, rows } = this.#view
    if (index < 0 || index >= this.#count()) return
    if (index < folders.length) this.#selectedFolders.set(folders[index] ?? 0, selected)
    else this.#selectedRows.set(rows[index - folders.length] ?? 0, selected)
  }

  #summary(): SelectionSummary {
    const { sizeBytes } = this.#store.columns()
    let bytes = 0
    for (const row of this.#selectedRows.members()) {
      const size = sizeBytes[row] ?? Number.NaN
      if (!Number.isNaN(size)) bytes += size
    }
    return { objects: this.#selectedRows.size, folders: this.#selectedFolders.size, bytes, all: this.#allSelected() }
  }

  #allSelected(): SelectionSummary['all'] {
    const { folders, rows } = this.#view
    let selected = 0
    if (this.#selectedRows.size + this.#selectedFolders.size === 0) return 'none'
    for (const folder of folders) if (this.#selectedFolders.has(folder)) selected++
    for (const row of rows) if (this.#selectedRows.has(row)) selected++
    return selected === 0 ? 'none' : selected === this.#count() ? 'all' : 'some'
  }

  /** In the order they are shown; what the filter hides stays selected and comes last. */
  #selectedKeys(limit: number): { keys: string[]; more: boolean } {
    const columns = this.#store.columns()
    const keys: string[] = []
    const taken = new BitSet()
    const take = (row: number) => {
      if (keys.length >= limit || taken.has(row) || !this.#selectedRows.has(row)) return
      taken.set(row, true)
      keys.push(objectRow(columns, row).key)
    }
    for (const row of this.#view.rows) take(row)
    for (const row of this.#selectedRows.members()) take(row)
    return { keys, more: this.#selectedRows.size > keys.length }
  }

  /** The next row after `from`, around the end, whose name begins with the text; ASCII letters fold. */
  #find(text: string, from: number): number | null {
    const wanted = new TextEncoder().encode(text).map((byte) => FOLD[byte] ?? byte)
    const prefixBytes = new TextEncoder().encode(this.#listing.prefix).length
    const { keyBytes, keyOffsets } = this.#store.columns()
    const { folders, rows } = this.#view
    const count = this.#count()
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
