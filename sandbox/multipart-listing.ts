import { type Answer, xml } from './answer.ts'
import { type BucketCall, ownerId, ownerName } from './call.ts'
import { listEncoder, maxKeysOf } from './list-answers.ts'
import { currentUpload } from './multipart.ts'
import { listParts, listUploads, type Upload } from './uploads.ts'
import { element, isoTime, s3Document } from './xml-writer.ts'

export function answerListParts(call: BucketCall): Answer {
  const { query, key } = call.request
  const upload = currentUpload(call)
  const marker = Number(query.get('part-number-marker') ?? 0)
  const limit = Math.min(maxKeysOf(query, 'max-parts'), 1000)
  const all = listParts(call.store, upload.uploadId).filter((part) => part.number > marker)
  const page = all.slice(0, limit)
  const isTruncated = all.length > page.length
  const algorithm = upload.settings.checksumAlgorithm
  const parts = page.map(
    (part) =>
      `<Part>${element('PartNumber', part.number)}${element('LastModified', isoTime(part.modifiedMs))}${element('ETag', `"${part.etag}"`)}${element('Size', part.sizeBytes)}${algorithm ? element(`Checksum${algorithm}`, part.checksum ?? undefined) : ''}</Part>`,
  )
  const head = [
    element('Bucket', call.bucket.name),
    element('Key', listEncoder(query)(key)),
    element('UploadId', upload.uploadId),
    element('PartNumberMarker', marker),
    element('NextPartNumberMarker', page.at(-1)?.number ?? 0),
    element('MaxParts', limit),
    element('IsTruncated', isTruncated),
    element('ChecksumAlgorithm', algorithm),
    owners(upload),
  ]
  return xml(s3Document('ListPartsResult', [...head, ...parts].join('')))
}

function owners(upload: Upload): string {
  const owner = element('ID', ownerId) + element('DisplayName', ownerName)
  return `<Initiator>${owner}</Initiator><Owner>${owner}</Owner>${element('StorageClass', upload.settings.storageClass)}`
}

export function answerListUploads(call: BucketCall): Answer {
  const { query } = call.request
  const encode = listEncoder(query)
  const prefix = query.get('prefix') ?? ''
  const keyMarker = query.get('key-marker') ?? ''
  const idMarker = query.get('upload-id-marker') ?? ''
  const limit = Math.min(maxKeysOf(query, 'max-uploads'), 1000)
  const matching = listUploads(call.store, call.bucket.id).filter((upload) => upload.key.startsWith(prefix))
  const at = keyMarker ? matching.findIndex((upload) => isPast(upload, keyMarker, idMarker)) : 0
  const rest = at < 0 ? [] : matching.slice(at)
  const page = rest.slice(0, limit)
  const last = rest.length > page.length ? page.at(-1) : undefined
  const items = page.map(
    (upload) =>
      `<Upload>${element('Key', encode(upload.key))}${element('UploadId', upload.uploadId)}${owners(upload)}${element('Initiated', isoTime(upload.createdMs))}</Upload>`,
  )
  const head = [
    element('Bucket', call.bucket.name),
    element('KeyMarker', encode(keyMarker)),
    element('UploadIdMarker', idMarker),
    element('NextKeyMarker', last && encode(last.key)),
    element('NextUploadIdMarker', last?.uploadId),
    element('Prefix', encode(prefix)),
    element('MaxUploads', limit),
    element('EncodingType', query.get('encoding-type')),
    element('IsTruncated', last !== undefined),
  ]
  return xml(s3Document('ListMultipartUploadsResult', [...head, ...items].join('')))
}

function isPast(upload: Upload, keyMarker: string, idMarker: string): boolean {
  const order = Buffer.compare(Buffer.from(upload.key), Buffer.from(keyMarker))
  return order > 0 || (order === 0 && idMarker !== '' && upload.uploadId > idMarker)
}
