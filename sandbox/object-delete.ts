import { type Answer, empty, type Headers, xml } from './answer.ts'
import type { BucketCall } from './call.ts'
import { userAllows } from './identity.ts'
import { receiveText } from './receive.ts'
import { header } from './request.ts'
import { S3Error } from './s3-error.ts'
import { detailsOf, findVersion, putVersion, removeVersion, type Version } from './versions.ts'
import { childrenNamed, childText, readXml } from './xml-reader.ts'
import { element, s3Document } from './xml-writer.ts'

type Deleted = { versionId?: string; isMarker: boolean }
const maxKeys = 1000

export function answerDeleteObject(call: BucketCall): Answer {
  const { key, query } = call.request
  const deleted = deleteOne(call, key, query.get('versionId'))
  const headers: Headers = {}
  if (deleted.versionId !== undefined) headers['x-amz-version-id'] = deleted.versionId
  if (deleted.isMarker) headers['x-amz-delete-marker'] = 'true'
  return empty(204, headers)
}

function deleteOne(call: BucketCall, key: string, versionId: string | undefined): Deleted {
  const { store, bucket } = call
  const found = findVersion(store, bucket, key, versionId)
  if (versionId !== undefined) {
    if (found) {
      refuseLocked(call, found)
      removeVersion(store, bucket, key, found)
    }
    return { versionId, isMarker: found?.isMarker === 1 }
  }
  if (bucket.versioning === '') {
    if (found) removeVersion(store, bucket, key, found)
    return { isMarker: false }
  }
  const marker = { sizeBytes: 0, etag: '', modifiedMs: call.nowMs, storageClass: 'STANDARD', isMarker: true }
  const id = putVersion(store, bucket, key, { ...marker, body: { kind: 'inline', bytes: Buffer.alloc(0) } })
  return { versionId: id, isMarker: true }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
function refuseLocked(call: BucketCall, version: Version): void {
  const { retention, legalHold } = detailsOf(version)
  const mayBypass = header(call.request.incoming, 'x-amz-bypass-governance-retention')?.toLowerCase() === 'true'
  const isRetained = retention && retention.untilMs > call.nowMs && !(retention.mode === 'GOVERNANCE' && mayBypass)
  if (legalHold || isRetained)
    throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.')
}

export async function answerDeleteObjects(call: BucketCall): Promise<Answer> {
  const root = readXml(await receiveText(call))
  const objects = childrenNamed(root, 'Object')
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > maxKeys) throw new S3Error('MalformedXML')
  const isQuiet = childText(root, 'Quiet') === 'true'
  const results = objects.map((object) => {
    const key = childText(object, 'Key')
    if (!key) throw new S3Error('MalformedXML')
    return deleteListed(call, key, childText(object, 'VersionId') || undefined, isQuiet)
  })
  return xml(s3Document('DeleteResult', results.join('')))
}

function deleteListed(call: BucketCall, key: string, versionId: string | undefined, isQuiet: boolean): string {
  const named = element('Key', key) + element('VersionId', versionId)
  try {
    const target = { operation: 'DeleteObject', bucket: call.bucket.name, prefix: key }
    if (call.identity === 'anonymous' || !userAllows(call.identity.user, target)) throw new S3Error('AccessDenied')
    const deleted = deleteOne(call, key, versionId)
    if (isQuiet) return ''
    const marker = deleted.isMarker
      ? element('DeleteMarker', true) + element('DeleteMarkerVersionId', deleted.versionId)
      : ''
    return `<Deleted>${named}${marker}</Deleted>`
  } catch (error) {
    if (!(error instanceof S3Error)) throw error
    return `<Error>${named}${element('Code', error.code)}${element('Message', error.message)}</Error>`
  }
}
