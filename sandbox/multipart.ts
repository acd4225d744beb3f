import { createHash } from 'node:crypto'
import { type Answer, empty, type Headers, xml } from './answer.ts'
import { createSpool, removeFiles } from './bodies.ts'
import type { BucketCall } from './call.ts'
import { checksumHeader } from './checksums.ts'
import { copyBytes, copyRange, copyResult, copySource, sourceVersionHeader } from './object-copy.ts'
import { checkKey, versionSettings } from './object-put.ts'
import { receiveBody } from './receive.ts'
import { header } from './request.ts'
import { S3Error } from './s3-error.ts'
import { insertUpload, listParts, type Part, putPart, removeUpload, requireUpload, type Upload } from './uploads.ts'
import { newVersionId } from './versions.ts'
import { element, s3Document } from './xml-writer.ts'

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const maxPartNumber = 10_000

export function answerCreateUpload(call: BucketCall): Answer {
  const { key, incoming } = call.request
  checkKey(key)
  const checksumAlgorithm = header(incoming, 'x-amz-checksum-algorithm')
  const checksumType = header(incoming, 'x-amz-checksum-type')
  const settings = {
    ...versionSettings(call),
    ...(checksumAlgorithm && { checksumAlgorithm }),
    ...(checksumType && { checksumType }),
  }
  const uploadId = newVersionId()
  insertUpload(call.store, { uploadId, bucketId: call.bucket.id, key, createdMs: call.nowMs, settings })
  const content = element('Bucket', call.bucket.name) + element('Key', key) + element('UploadId', uploadId)
  const headers: Headers = checksumAlgorithm ? { 'x-amz-checksum-algorithm': checksumAlgorithm } : {}
  return xml(s3Document('InitiateMultipartUploadResult', content), headers)
}

export function currentUpload(call: BucketCall): Upload {
  const { key, query } = call.request
  return requireUpload(call.store, call.bucket.id, key, query.get('uploadId') ?? '')
}

function partNumberOf(call: BucketCall): number {
  const number = Number(call.request.query.get('partNumber'))
  if (Number.isInteger(number) && number >= 1 && number <= maxPartNumber) return number
  throw new S3Error('InvalidArgument', `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`)
}

export async function answerUploadPart(call: BucketCall): Promise<Answer> {
  const number = partNumberOf(call)
  currentUpload(call)
  const spool = createSpool(call.store, 0)
  try {
    const { md5, checksum } = await receiveBody(call, spool.write)
    const etag = md5.toString('hex')
    storePart(call, number, etag, await spool.finish(), checksum?.value)
    return empty(200, { etag: `"${etag}"`, ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }) })
  } catch (error) {
    await spool.discard()
    throw error
  }
}

export async function answerUploadPartCopy(call: BucketCall): Promise<Answer> {
  const number = partNumberOf(call)
  currentUpload(call)
  const source = copySource(call)
  const { body, etag, checksum } = await copyBytes(call, source, copyRange(call, source), 0)
  storePart(call, number, etag, body, checksum?.value)
  return xml(s3Document('CopyPartResult', copyResult(etag, call.nowMs, checksum)), sourceVersionHeader(source))
}

type Stored = Awaited<ReturnType<ReturnType<typeof createSpool>['finish']>>

function storePart(call: BucketCall, number: number, etag: string, body: Stored, checksum: string | undefined): void {
  const file = body.kind === 'files' ? body.parts[0] : undefined
  if (!file) throw new S3Error('InternalError')
  // The upload may have been completed or aborted while the bytes were arriving.
  const { uploadId } = currentUpload(call)
  const part: Part = {
    number,
    etag,
    sizeBytes: body.sizeBytes,
    fileId: file.fileId,
    modifiedMs: call.nowMs,
    checksum: checksum ?? null,
  }
  const replaced = putPart(call.store, uploadId, part)
  if (replaced) removeFiles(call.store, [replaced])
}

export function answerAbortUpload(call: BucketCall): Answer {
  const { uploadId } = currentUpload(call)
  const parts = listParts(call.store, uploadId)
  removeUpload(call.store, uploadId)
  removeFiles(call.store, parts)
  return empty(204)
}

/** The MD5 of the parts' MD5s, and their number: what S3 gives a multipart object. */
export function multipartEtag(parts: Part[]): string {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')))
  return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`
}
