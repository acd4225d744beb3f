import { type Answer, xml } from './answer.ts'
import { type BucketCall, ownerId, ownerName } from './call.ts'
import { type Entry, type ListedKey, listKeys, type Page } from './key-listing.ts'
import { S3Error } from './s3-error.ts'
import type { Details } from './versions.ts'
import { element, isoTime, s3Document } from './xml-writer.ts'

/** S3 form-encodes names: a space is `+`, `/` stays. */
export function listEncoder(query: Map<string, string>): (text: string) => string {
  const type = query.get('encoding-type')
  if (type === undefined || type === '') return (text) => text
  if (type !== 'url') throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request')
  return (text) =>
    encodeURIComponent(text)
      .replaceAll('%2F', '/')
      .replaceAll('%20', '+')
      .replace(/[!'()]/g, hex)
}

function hex(c: string): string {
  return `%${c.charCodeAt(0).toString(16).toUpperCase()}`
}

export function maxKeysOf(query: Map<string, string>, name = 'max-keys'): number {
  const text = query.get(name) || '1000'
  if (!/^\d{1,10}$/.test(text) || Number(text) > 0x7fffffff) {
    throw new S3Error('InvalidArgument', `Provided ${name} not an integer or within integer range`)
  }
  return Number(text)
}

function readPage(call: BucketCall, after: string | undefined, maxKeys: number): Page {
  if (maxKeys === 0) return { entries: [], isTruncated: false }
  const { query } = call.request
  return listKeys(call.store, {
    bucketId: call.bucket.id,
    prefix: Buffer.from(query.get('prefix') ?? ''),
    delimiter: Buffer.from(query.get('delimiter') ?? ''),
    after: after === undefined ? undefined : Buffer.from(after),
    limit: Math.min(maxKeys, call.maxPageKeys),
  })
}

export function answerListObjectsV2(call: BucketCall): Answer {
  const { query } = call.request
  const encode = listEncoder(query)
  const maxKeys = maxKeysOf(query)
  const token = query.get('continuation-token')
  const startAfter = query.get('start-after')
  const page = readPage(call, token === undefined ? startAfter : decodeToken(token), maxKeys)
  const next = page.isTruncated ? encodeToken(nameOf(page.entries.at(-1))) : undefined
  const head = [
    element('Name', call.bucket.name),
    element('Prefix', encode(query.get('prefix') ?? '')),
    element('StartAfter', startAfter === undefined ? undefined : encode(startAfter)),
    element('ContinuationToken', token),
    element('NextContinuationToken', next),
    element('KeyCount', page.entries.length),
    ...commonHead(call, page, maxKeys, encode),
  ]
  const isOwned = query.get('fetch-owner') === 'true'
  return xml(s3Document('ListBucketResult', head.join('') + entriesXml(page.entries, encode, isOwned)))
}

export function answerListObjects(call: BucketCall): Answer {
  const { query } = call.request
  const encode = listEncoder(query)
  const maxKeys = maxKeysOf(query)
  const marker = query.get('marker')
  const page = readPage(call, marker || undefined, maxKeys)
  // NextMarker comes with a delimiter only: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html
  const next = page.isTruncated && query.get('delimiter') ? encode(nameOf(page.entries.at(-1))) : undefined
  const head = [
    element('Name', call.bucket.name),
    element('Prefix', encode(query.get('prefix') ?? '')),
    element('Marker', encode(marker ?? '')),
    element('NextMarker', next),
    ...commonHead(call, page, maxKeys, encode),
  ]
  return xml(s3Document('ListBucketResult', head.join('') + entriesXml(page.entries, encode, true)))
}

function commonHead(call: BucketCall, page: Page, maxKeys: number, encode: (text: string) => string): string[] {
  const { query } = call.request
  const delimiter = query.get('delimiter')
  return [
    element('MaxKeys', Math.min(maxKeys, call.maxPageKeys)),
    element('Delimiter', delimiter ? encode(delimiter) : undefined),
    element('EncodingType', query.get('encoding-type') || undefined),
    element('IsTruncated', page.isTruncated),
  ]
}

function entriesXml(entries: Entry[], encode: (text: string) => string, isOwned: boolean): string {
  const contents: string[] = []
  const prefixes: string[] = []
  for (const entry of entries) {
    if ('prefix' in entry)
      prefixes.push(`<CommonPrefixes>${element('Prefix', encode(entry.prefix.toString()))}</CommonPrefixes>`)
    else contents.push(keyXml(entry, encode, isOwned))
  }
  return contents.join('') + prefixes.join('')
}

function keyXml(row: ListedKey, encode: (text: string) => string, isOwned: boolean): string {
  const checksum = row.details ? (JSON.parse(row.details) as Details).checksum : undefined
  const algorithm = checksum
    ? element('ChecksumAlgorithm', checksum.algorithm) + element('ChecksumType', checksum.type)
    : ''
  const owner = isOwned ? `<Owner>${element('ID', ownerId)}${element('DisplayName', ownerName)}</Owner>` : ''
  return `<Contents>${element('Key', encode(row.key.toString()))}<LastModified>${isoTime(row.modifiedMs)}</LastModified><ETag>&quot;${row.etag}&quot;</ETag>${algorithm}<Size>${row.sizeBytes}</Size>${owner}<StorageClass>${row.storageClass}</StorageClass></Contents>`
}

function nameOf(entry: Entry | undefined): string {
  if (!entry) return ''
  return ('prefix' in entry ? entry.prefix : entry.key).toString()
}

// Opaque to clients; the leading byte tells a token of ours from anything else.
function encodeToken(name: string): string {
  return Buffer.from(`1${name}`).toString('base64')
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8')
  if (!text.startsWith('1') || encodeToken(text.slice(1)) !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect')
  }
  return text.slice(1)
}
