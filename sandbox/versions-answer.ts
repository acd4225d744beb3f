import { type Answer, xml } from './answer.ts'
import { type BucketCall, ownerId, ownerName } from './call.ts'
import { listEncoder, maxKeysOf } from './list-answers.ts'
import { S3Error } from './s3-error.ts'
import { listVersions, type VersionEntry, type VersionPage } from './version-listing.ts'
import { element, isoTime, s3Document } from './xml-writer.ts'

export function answerListObjectVersions(call: BucketCall): Answer {
  const { query } = call.request
  const encode = listEncoder(query)
  const maxKeys = maxKeysOf(query)
  const keyMarker = query.get('key-marker') || undefined
  const versionIdMarker = query.get('version-id-marker') || undefined
  if (versionIdMarker && !keyMarker)
    throw new S3Error('InvalidArgument', 'A version-id marker cannot be specified without a key marker.')
  const page: VersionPage =
    maxKeys === 0
      ? { entries: [], isTruncated: false }
      : listVersions(call.store, {
          bucketId: call.bucket.id,
          prefix: Buffer.from(query.get('prefix') ?? ''),
          delimiter: Buffer.from(query.get('delimiter') ?? ''),
          keyMarker: keyMarker === undefined ? undefined : Buffer.from(keyMarker),
          versionIdMarker,
          limit: Math.min(maxKeys, call.maxPageKeys),
        })
  const head = [
    element('Name', call.bucket.name),
    element('Prefix', encode(query.get('prefix') ?? '')),
    element('KeyMarker', encode(keyMarker ?? '')),
    element('VersionIdMarker', versionIdMarker ?? ''),
    nextMarkers(page, encode),
    element('MaxKeys', Math.min(maxKeys, call.maxPageKeys)),
    element('Delimiter', query.get('delimiter') ? encode(query.get('delimiter') ?? '') : undefined),
    element('EncodingType', query.get('encoding-type') || undefined),
    element('IsTruncated', page.isTruncated),
  ]
  const versions = page.entries.map((entry) => versionXml(entry, encode))
  const prefixes = page.entries.map((entry) =>
    'prefix' in entry ? `<CommonPrefixes>${element('Prefix', encode(entry.prefix.toString()))}</CommonPrefixes>` : '',
  )
  return xml(s3Document('ListVersionsResult', [...head, ...versions, ...prefixes].join('')))
}

function nextMarkers(page: VersionPage, encode: (text: string) => string): string {
  const last = page.isTruncated ? page.entries.at(-1) : undefined
  if (!last) return ''
  if ('prefix' in last) return element('NextKeyMarker', encode(last.prefix.toString()))
  return element('NextKeyMarker', encode(last.key.toString())) + element('NextVersionIdMarker', last.versionId)
}

function versionXml(entry: VersionEntry, encode: (text: string) => string): string {
  if ('prefix' in entry) return ''
  const name = entry.isMarker ? 'DeleteMarker' : 'Version'
  const fields = [
    element('Key', encode(entry.key.toString())),
    element('VersionId', entry.versionId),
    element('IsLatest', entry.isLatest === 1),
    element('LastModified', isoTime(entry.modifiedMs)),
    entry.isMarker ? '' : element('ETag', `"${entry.etag}"`) + element('Size', entry.sizeBytes),
    entry.isMarker ? '' : element('StorageClass', entry.storageClass),
    `<Owner>${element('ID', ownerId)}${element('DisplayName', ownerName)}</Owner>`,
  ]
  return `<${name}>${fields.join('')}</${name}>`
}
