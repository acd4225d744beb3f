import { isBlocked } from './access.ts'
import { type Answer, empty, xml } from './answer.ts'
import { deleteDocument, readDocument, updateBucket, writeDocument } from './buckets.ts'
import type { BucketCall } from './call.ts'
import { isPublicPolicy, parsePolicy } from './policy.ts'
import { receiveText } from './receive.ts'
import { bucketRoute, type Route } from './route.ts'
import { S3Error } from './s3-error.ts'
import { childText, readXml } from './xml-reader.ts'
import { element, s3Document } from './xml-writer.ts'

export const settingRoutes: Route[] = [
  bucketRoute('GetBucketVersioning', 'GET', 'versioning', answerGetVersioning),
  bucketRoute('PutBucketVersioning', 'PUT', 'versioning', answerPutVersioning),
  bucketRoute('GetBucketPolicy', 'GET', 'policy', answerGetPolicy),
  bucketRoute('PutBucketPolicy', 'PUT', 'policy', answerPutPolicy),
  bucketRoute('DeleteBucketPolicy', 'DELETE', 'policy', (call) => answerDeletePolicy(call)),
  bucketRoute('GetBucketPolicyStatus', 'GET', 'policyStatus', answerPolicyStatus),
]

function answerGetVersioning(call: BucketCall): Answer {
  return xml(s3Document('VersioningConfiguration', element('Status', call.bucket.versioning || undefined)))
}

async function answerPutVersioning(call: BucketCall): Promise<Answer> {
  const status = childText(readXml(await receiveText(call)), 'Status')
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML')
  if (status === 'Suspended' && call.bucket.objectLock) {
    throw new S3Error(
      'InvalidBucketState',
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    )
  }
  updateBucket(call.store, call.bucket, 'versioning', status)
  return empty(200)
}

function answerGetPolicy(call: BucketCall): Answer {
  const text = readDocument(call.store, call.bucket, 'policy')
  if (text === undefined)
    throw new S3Error('NoSuchBucketPolicy', undefined, { details: { BucketName: call.bucket.name } })
  return { status: 200, headers: { 'content-type': 'application/json' }, body: text }
}

async function answerPutPolicy(call: BucketCall): Promise<Answer> {
  const text = await receiveText(call)
  parsePolicy(text)
  if (isPublicPolicy(text) && isBlocked(call.store, call.bucket, 'BlockPublicPolicy')) throw new S3Error('AccessDenied')
  writeDocument(call.store, call.bucket, 'policy', text)
  return empty(204)
}

function answerPolicyStatus(call: BucketCall): Answer {
  const text = readDocument(call.store, call.bucket, 'policy')
  if (text === undefined) throw new S3Error('NoSuchBucketPolicy')
  return xml(s3Document('PolicyStatus', element('IsPublic', isPublicPolicy(text) ? 'TRUE' : 'FALSE')))
}

function answerDeletePolicy(call: BucketCall): Answer {
  deleteDocument(call.store, call.bucket, 'policy')
  return empty(204)
}
