import 'server-only'
import { AppError } from '../errors.ts'
import type { Page } from '../listing/columns.ts'
import { ColumnsBuilder } from '../listing/columns-builder.ts'
import { decodeText, formDecode, readSize, readTime } from './list-text.ts'
import { ascii, brokenXml, startsWith, XmlCursor } from './list-xml.ts'

/**
 * An answer of ListObjectsV2 from bytes straight into columns, because the SDK's parser is the first limit of a large
 * listing: 25 ms of CPU a page, of which this leaves one.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */

/** 1000 keys of 1024 bytes, every byte percent-encoded, with all else, are 4 MB. */
export const ANSWER_BYTES_MAX = 16 * 1024 * 1024

/** The server answered 200 and yet an error document, as S3 does when it fails late. */
export class ErrorAnswer extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'ErrorAnswer'
    this.code = code
  }
}

const notS3 = (what: string) =>
  new AppError(
    'storage_invalid',
    `The endpoint answered with ${what} where S3 answers with a listing, so it is probably not an S3 endpoint. Check its address; a web console, a sign-in page or a proxy may be in its place.`,
  )

export const answerTooLarge = () =>
  new AppError('storage_invalid', 'The storage server answered a listing of at most 1000 keys with more than 16 MB.')

const ROOT = ascii('ListBucketResult')
const ERROR = ascii('Error')
const CONTENTS = ascii('Contents')
const COMMON_PREFIXES = ascii('CommonPrefixes')
const PREFIX = ascii('Prefix')
const IS_TRUNCATED = ascii('IsTruncated')
const NEXT_TOKEN = ascii('NextContinuationToken')
const ENCODING_TYPE = ascii('EncodingType')
const KEY = ascii('Key')
const SIZE = ascii('Size')
const LAST_MODIFIED = ascii('LastModified')
const ETAG = ascii('ETag')
const STORAGE_CLASS = ascii('StorageClass')
const OWNER = ascii('Owner')
const ID = ascii('ID')
const DISPLAY_NAME = ascii('DisplayName')
const CODE = ascii('Code')
const MESSAGE = ascii('Message')
const QUOTE = 0x22
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

export function scanPage(bytes: Uint8Array, options: { owners: boolean }): Page {
  if (bytes.length > ANSWER_BYTES_MAX) throw answerTooLarge()
  const cursor = new XmlCursor(bytes)
  openRoot(cursor)
  if (cursor.is(ERROR)) throw readError(cursor)
  if (!cursor.is(ROOT))
    throw notS3(cursor.name().toLowerCase() === 'html' ? 'a web page' : `an element ${cursor.name()}`)
  const scan = new PageScan(cursor, options.owners)
  if (!cursor.empty) while (cursor.next()) scan.child()
  if (!cursor.empty && !cursor.is(ROOT)) throw brokenXml('a wrong closing tag')
  return scan.page()
}

/** For answers that the SDK parses itself: throws where they are no XML of this root, or an error document. */
export function checkRoot(bytes: Uint8Array, expected: string | null): void {
  const cursor = new XmlCursor(bytes)
  openRoot(cursor)
  if (cursor.is(ERROR)) throw readError(cursor)
  const name = cursor.name()
  if (name.toLowerCase() === 'html' || (expected !== null && name !== expected)) throw notS3(`an element ${name}`)
}

function openRoot(cursor: XmlCursor): void {
  const { bytes } = cursor
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw notS3('a compressed body that was not asked for')
  let at = startsWith(bytes, 0, new Uint8Array([0xef, 0xbb, 0xbf])) ? 3 : 0
  while ((bytes[at] ?? 0x21) <= 0x20) at++
  if (at >= bytes.length) throw notS3('nothing')
  if (bytes[at] !== 0x3c) throw notS3(bytes[at] === 0x7b ? 'JSON' : 'plain text')
  const head = Buffer.from(bytes.subarray(at, at + 14))
    .toString('latin1')
    .toLowerCase()
  if (head.startsWith('<!doctype html') || head.startsWith('<html')) throw notS3('a web page')
  cursor.at = at
  if (!cursor.next()) throw brokenXml('a closing tag first')
}

function textOf(cursor: XmlCursor): string {
  cursor.text()
  const text = UTF8.decode(cursor.bytes.subarray(cursor.textFrom, cursor.textTo))
  return cursor.plain ? text : decodeText(text)
}

function readError(cursor: XmlCursor): ErrorAnswer {
  let code = 'InternalError'
  let message = ''
  if (!cursor.empty) {
    while (cursor.next()) {
      if (cursor.is(CODE)) code = textOf(cursor)
      else if (cursor.is(MESSAGE)) message = textOf(cursor)
      else cursor.skip()
    }
  }
  return new ErrorAnswer(code, message)
}

/** A name that repeats row after row: the same bytes as last time need no string and no look-up. */
class LastName {
  index = -1
  #bytes: Uint8Array = new Uint8Array(0)

  isSame(bytes: Uint8Array, from: number, to: number): boolean {
    return to - from === this.#bytes.length && this.isAt(bytes, from)
  }

  isAt(bytes: Uint8Array, from: number): boolean {
    return this.index >= 0 && startsWith(bytes, from, this.#bytes)
  }

  get length(): number {
    return this.#bytes.length
  }

  remember(bytes: Uint8Array, from: number, to: number, index: number): number {
    this.#bytes = bytes.subarray(from, to)
    this.index = index
    return index
  }
}

class PageScan {
  readonly #cursor: XmlCursor
  readonly #builder: ColumnsBuilder
  readonly #owners: boolean
  readonly #folders: string[] = []
  #isTruncated: boolean | null = null
  #nextToken: string | null = null
  #isUrlEncoded = false
  readonly #lastClass = new LastName()
  readonly #lastOwner = new LastName()

  constructor(cursor: XmlCursor, owners: boolean) {
    this.#cursor = cursor
    this.#owners = owners
    this.#builder = new ColumnsBuilder({ owners, rows: 1000, keyBytes: Math.max(1024, cursor.bytes.length >> 2) })
  }

  child(): void {
    const cursor = this.#cursor
    if (cursor.is(CONTENTS)) this.#row()
    else if (cursor.is(COMMON_PREFIXES)) this.#prefixes()
    else if (cursor.is(IS_TRUNCATED)) this.#isTruncated = textOf(cursor).trim().toLowerCase() === 'true'
    else if (cursor.is(NEXT_TOKEN)) this.#nextToken = textOf(cursor)
    else if (cursor.is(ENCODING_TYPE)) this.#isUrlEncoded = textOf(cursor).trim().toLowerCase() === 'url'
    else cursor.skip()
  }

  page(): Page {
    const nextToken = this.#nextToken === '' ? null : this.#nextToken
    const columns = this.#builder.build()
    // The encoding may be named after the rows (MinIO does), so it is undone at the end.
    if (this.#isUrlEncoded) decodeKeys(columns)
    return {
      columns,
      folders: this.#isUrlEncoded ? this.#folders.map(decodeFolder) : this.#folders,
      isTruncated: this.#isTruncated ?? nextToken !== null,
      nextToken,
    }
  }

  #prefixes(): void {
    const cursor = this.#cursor
    if (cursor.empty) return
    while (cursor.next()) {
      if (!cursor.is(PREFIX)) cursor.skip()
      else {
        const folder = textOf(cursor)
        if (folder !== '') this.#folders.push(folder)
      }
    }
    if (!cursor.is(COMMON_PREFIXES)) throw brokenXml('a wrong closing tag')
  }

  #row(): void {
    const cursor = this.#cursor
    if (cursor.empty) throw brokenXml('a row without a key')
    const { bytes } = cursor
    let [keyFrom, keyTo, keyPlain] = [-1, -1, true]
    let [etagFrom, etagTo, etagPlain] = [0, 0, true]
    let size = Number.NaN
    let modifiedAt = Number.NaN
    let storageClass = -1
    let owner = -1
    while (cursor.next()) {
      if (cursor.is(KEY)) {
        cursor.text()
        keyFrom = cursor.textFrom
        keyTo = cursor.textTo
        keyPlain = cursor.plain
      } else if (cursor.is(SIZE)) {
        cursor.text()
        size = readSize(bytes, cursor.textFrom, cursor.textTo)
      } else if (cursor.is(LAST_MODIFIED)) {
        cursor.text()
        modifiedAt = readTime(bytes, cursor.textFrom, cursor.textTo)
      } else if (cursor.is(ETAG)) {
        cursor.text()
        etagFrom = cursor.textFrom
        etagTo = cursor.textTo
        etagPlain = cursor.plain
      } else if (cursor.is(STORAGE_CLASS)) storageClass = this.#class()
      else if (this.#owners && cursor.is(OWNER)) owner = this.#owner()
      else cursor.skip()
    }
    if (!cursor.is(CONTENTS)) throw brokenXml('a wrong closing tag')
    if (keyFrom < 0) throw brokenXml('a row without a key')
    // No object has an empty key; some servers send one for a folder that was made by hand.
    if (keyFrom === keyTo) return
    this.#key(keyFrom, keyTo, keyPlain)
    this.#etag(etagFrom, etagTo, etagPlain)
    const classIndex = storageClass < 0 ? this.#builder.classIndex('') : storageClass
    const ownerIndex = this.#owners ? (owner < 0 ? this.#builder.ownerIndex('') : owner) : 0
    this.#builder.endRow(size, modifiedAt, classIndex, ownerIndex)
  }

  #key(from: number, to: number, plain: boolean): void {
    const { bytes } = this.#cursor
    if (plain) this.#builder.key(bytes, from, to)
    else this.#builder.key(new TextEncoder().encode(decodeText(UTF8.decode(bytes.subarray(from, to)))))
  }

  /** `"…"`, mostly written `&quot;…&quot;`: both common forms without a string. */
  #etag(from: number, to: number, plain: boolean): void {
    const { bytes } = this.#cursor
    if (to - from > 12 && startsWith(bytes, from, QUOT) && startsWith(bytes, to - QUOT.length, QUOT)) {
      const [inFrom, inTo] = [from + QUOT.length, to - QUOT.length]
      if (bytes.subarray(inFrom, inTo).indexOf(0x26) < 0) {
        this.#builder.etag(bytes, inFrom, inTo)
        return
      }
    }
    const source = plain ? bytes.subarray(from, to) : ascii(decodeText(UTF8.decode(bytes.subarray(from, to))))
    const start = source[0] === QUOTE ? 1 : 0
    const end = source.length > start && source[source.length - 1] === QUOTE ? source.length - 1 : source.length
    this.#builder.etag(source, start, end)
  }

  #class(): number {
    const cursor = this.#cursor
    cursor.text()
    const { bytes, textFrom, textTo } = cursor
    if (this.#lastClass.isSame(bytes, textFrom, textTo)) return this.#lastClass.index
    const name = decodeText(UTF8.decode(bytes.subarray(textFrom, textTo)))
    return this.#lastClass.remember(bytes, textFrom, textTo, this.#builder.classIndex(name))
  }

  /** The display name where there is one; AWS stopped sending it in November 2025. */
  #owner(): number {
    const cursor = this.#cursor
    if (cursor.empty) return this.#builder.ownerIndex('')
    const from = cursor.at
    // What is remembered goes up to and past the closing tag.
    if (this.#lastOwner.isAt(cursor.bytes, from)) {
      cursor.at = from + this.#lastOwner.length
      return this.#lastOwner.index
    }
    let id = ''
    let displayName = ''
    while (cursor.next()) {
      if (cursor.is(ID)) id = textOf(cursor)
      else if (cursor.is(DISPLAY_NAME)) displayName = textOf(cursor)
      else cursor.skip()
    }
    const { bytes, at } = cursor
    return this.#lastOwner.remember(bytes, from, at, this.#builder.ownerIndex(displayName || id))
  }
}

const QUOT = ascii('&quot;')

function decodeFolder(folder: string): string {
  const bytes = ascii(folder)
  return UTF8.decode(bytes.subarray(0, formDecode(bytes, 0, bytes.length, bytes, 0)))
}

/** In place: decoding never makes a key longer. */
function decodeKeys({ rows, keyBytes, keyOffsets }: Page['columns']): void {
  let from = 0
  let at = 0
  for (let row = 0; row < rows; row++) {
    const to = keyOffsets[row + 1] ?? 0
    at = formDecode(keyBytes, from, to, keyBytes, at)
    keyOffsets[row + 1] = at
    from = to
  }
}
