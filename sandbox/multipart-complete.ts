import { type Answer, xml } from './answer.ts'
import { readBody, removeFiles } from './bodies.ts'
import type { BucketCall } from './call.ts'
import { type Checksum, type ChecksumAlgorithm, checksumAlgorithm, checksumHeader, hasher } from './checksums.ts'
import { checkWriteConditions } from './conditions.ts'
import { currentUpload, multipartEtag } from './multipart.ts'
import { writtenHeaders } from './object-put.ts'
import { receiveText } from './receive.ts'
import { header } from './request.ts'
import { S3Error } from './s3-error.ts'
import { listParts, type Part, removeUpload, type Upload } from './uploads.ts'
import { findVersion, putVersion } from './versions.ts'
import { childrenNamed, childText, readXml } from './xml-reader.ts'
import { element, s3Document } from './xml-writer.ts'

const minPartBytes = 5 * 2 ** 20

export async function answerCompleteUpload(call: BucketCall): Promise<Answer> {
  const { store, bucket } = call
  const { key, incoming } = call.request
  const root = readXml(await receiveText(call))
  const upload = currentUpload(call)
  const listed = childrenNamed(root, 'Part')
  if (root.name !== 'CompleteMultipartUpload' || listed.length === 0) throw new S3Error('MalformedXML')
  const uploaded = listParts(store, upload.uploadId)
  const parts = chooseParts(
    listed.map((part) => ({
      number: Number(childText(part, 'PartNumber')),
      etag: (childText(part, 'ETag') ?? '').replaceAll('"', ''),
    })),
    uploaded,
  )
  checkWriteConditions(call, findVersion(store, bucket, key))
  const body = { kind: 'files' as const, parts: parts.map(({ fileId, sizeBytes }) => ({ fileId, sizeBytes })) }
  const checksum = await objectChecksum(call, upload, parts)
  const claimed = checksum && header(incoming, checksumHeader(checksum.algorithm))
  if (checksum && claimed !== undefined && claimed !== checksum.value) throw new S3Error('BadDigest')
  const { checksumAlgorithm: _algorithm, checksumType: _type, ...settings } = upload.settings
  const etag = multipartEtag(parts)
  const partDetails = parts.map(({ number, sizeBytes }) => ({ number, sizeBytes }))
  const versionId = store.index.transaction(() => {
    removeUpload(store, upload.uploadId)
    return putVersion(store, bucket, key, {
      ...settings,
      details: { ...settings.details, parts: partDetails, ...(checksum && { checksum }) },
      sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
      etag,
      modifiedMs: call.nowMs,
      body,
    })
  })
  removeFiles(
    store,
    uploaded.filter((part) => !parts.includes(part)),
  )
  const { etag: _inBody, ...headers } = writtenHeaders(call, etag, versionId)
  const sum = checksum
    ? element(`Checksum${checksum.algorithm}`, checksum.value) + element('ChecksumType', checksum.type)
    : ''
  const location = `http://${header(incoming, 'host') ?? ''}${call.request.rawPath}`
  const content =
    element('Location', location) +
    element('Bucket', bucket.name) +
    element('Key', key) +
    element('ETag', `"${etag}"`) +
    sum
  return xml(s3Document('CompleteMultipartUploadResult', content), headers)
}

function chooseParts(listed: { number: number; etag: string }[], uploaded: Part[]): Part[] {
  const byNumber = new Map(uploaded.map((part) => [part.number, part]))
  const parts = listed.map(({ number, etag }, i) => {
    const previous = listed[i - 1]
    if (previous && number <= previous.number) throw new S3Error('InvalidPartOrder')
    const part = byNumber.get(number)
    if (!part || part.etag !== etag)
      throw new S3Error('InvalidPart', undefined, { details: { PartNumber: `${number}`, ETag: etag } })
    return part
  })
  const small = parts.slice(0, -1).find((part) => part.sizeBytes < minPartBytes)
  if (small) {
    const details = {
      ProposedSize: `${small.sizeBytes}`,
      MinSizeAllowed: `${minPartBytes}`,
      PartNumber: `${small.number}`,
    }
    throw new S3Error('EntityTooSmall', undefined, { details })
  }
  return parts
}

/**
 * A checksum of the parts' checksums with `-N`, or of the whole object where that was asked for, as always for CRC64NVME:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
async function objectChecksum(call: BucketCall, upload: Upload, parts: Part[]): Promise<Checksum | undefined> {
  const algorithm = checksumAlgorithm(upload.settings.checksumAlgorithm)
  if (!algorithm) return undefined
  if (upload.settings.checksumType === 'FULL_OBJECT' || algorithm === 'CRC64NVME')
    return wholeChecksum(call, algorithm, parts)
  const sums = parts.map((part) => part.checksum)
  const all = hasher(algorithm)
  for (const sum of sums) {
    if (sum === null) return undefined
    all.update(Buffer.from(sum, 'base64'))
  }
  return { algorithm, value: `${all.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' }
}

async function wholeChecksum(call: BucketCall, algorithm: ChecksumAlgorithm, parts: Part[]): Promise<Checksum> {
  const whole = hasher(algorithm)
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  const body = readBody(call.store, { id: 0, body: JSON.stringify({ kind: 'files', parts }) }, 0, sizeBytes)
  if (Buffer.isBuffer(body)) whole.update(body)
  else for await (const chunk of body as AsyncIterable<Buffer>) whole.update(chunk)
  return { algorithm, value: whole.digest().toString('base64'), type: 'FULL_OBJECT' }
}
