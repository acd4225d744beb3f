import 'server-only'
import { makeZip } from 'client-zip'
import { isAppError } from '../errors.ts'
import { formatCsv } from '../format/csv.ts'
import { EntryNames } from './names.ts'

/** One file to go in: opened only when its turn comes, so that a large ZIP holds one connection. */
export type ZipSource = {
  key: string
  /** Its name below the folder that is packed. */
  name: string
  modifiedAt: Date | null
  open: () => Promise<{ body: ReadableStream<Uint8Array>; sizeBytes: number | null }>
}

export const MANIFEST = 'stowage-manifest.csv'

/**
 * A ZIP as it is read: nothing is kept on disk, entries are stored as they are, zip64 where it needs to be. Its last
 * entry lists every key with its name, or why it is not in; a file that breaks in its middle breaks the ZIP, visibly.
 */
export function zipOf(sources: AsyncIterable<ZipSource>): ReadableStream<Uint8Array> {
  const rows: string[][] = [['key', 'name', 'sizeBytes', 'problem']]
  async function* entries() {
    const names = new EntryNames()
    names.next(MANIFEST)
    for await (const source of sources) {
      const opened = await openOr(source, (problem) => rows.push([source.key, '', '', problem]))
      if (!opened) continue
      const name = names.next(source.name)
      rows.push([source.key, name, String(opened.sizeBytes ?? ''), ''])
      const modified = source.modifiedAt === null ? {} : { lastModified: source.modifiedAt }
      // A size that is known is written ahead, and a body of another length is an error.
      const size = opened.sizeBytes === null ? {} : { size: opened.sizeBytes }
      yield { name, input: opened.body, ...modified, ...size }
    }
    yield { name: MANIFEST, input: formatCsv(rows), lastModified: new Date() }
  }
  return makeZip(entries())
}

async function openOr(source: ZipSource, failed: (problem: string) => void) {
  try {
    return await source.open()
  } catch (error) {
    if (!isAppError(error)) throw error
    failed(error.message)
    return null
  }
}
