import { createHash } from 'node:crypto'
import { type Answer, empty, type Headers, xml } from './answer.ts'
import { checkSession } from './authenticate.ts'
import { createSpool } from './bodies.ts'
import type { BucketCall } from './call.ts'
import { readFormData } from './form-data.ts'
import { userAllows } from './identity.ts'
import { storageClassOf, storedHeaders } from './object-headers.ts'
import { checkKey, writtenHeaders } from './object-put.ts'
import { checkPostPolicy } from './post-policy.ts'
import { readBytes } from './read-bytes.ts'
import { header } from './request.ts'
import { S3Error } from './s3-error.ts'
import { sameText, sign, signingKey } from './sigv4.ts'
import { putVersion } from './versions.ts'
import { element, xmlDocument } from './xml-writer.ts'

// Held in memory: this is for forms, not for archives.
const maxFormBytes = 64 * 2 ** 20

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html: the policy in the form is the credential. */
export async function answerPostObject(call: BucketCall): Promise<Answer> {
  const contentType = header(call.request.incoming, 'content-type') ?? ''
  const form = readFormData(contentType, await readBytes(call.request.incoming, maxFormBytes))
  const { fields, file, fileName } = form
  const key = (fields.get('key') ?? '').replace(/\$\{filename\}/g, () => fileName)
  if (key === '') throw new S3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.")
  checkKey(key)
  checkSignature(call, fields, key)
  checkPostPolicy(new Map([...fields, ['bucket', call.bucket.name], ['key', key]]), file.length, call.nowMs)
  const spool = createSpool(call.store)
  await spool.write(file)
  const etag = createHash('md5').update(file).digest('hex')
  const acl = fields.get('acl')
  const versionId = putVersion(call.store, call.bucket, key, {
    body: await spool.finish(),
    sizeBytes: file.length,
    etag,
    modifiedMs: call.nowMs,
    storageClass: storageClassOf(fields.get('x-amz-storage-class')),
    headers: storedHeaders((name) => fields.get(name), [...fields.keys()]),
    ...(acl !== undefined && { details: { acl } }),
  })
  const location = `http://${header(call.request.incoming, 'host') ?? ''}/${call.bucket.name}/${encodeURIComponent(key)}`
  return formAnswer(fields, call.bucket.name, key, { ...writtenHeaders(call, etag, versionId), location })
}

function formAnswer(fields: Map<string, string>, bucket: string, key: string, headers: Headers): Answer {
  const redirect = fields.get('success_action_redirect')
  if (redirect !== undefined && /^https?:\/\/[\x21-\x7e]+$/.test(redirect)) {
    const to = new URL(redirect)
    for (const [name, value] of Object.entries({ bucket, key, etag: `${headers.etag}` }))
      to.searchParams.set(name, value)
    return empty(303, { ...headers, location: to.href })
  }
  const status = fields.get('success_action_status')
  if (status !== '201') return empty(status === '200' ? 200 : 204, headers)
  const content =
    element('Location', `${headers.location}`) +
    element('Bucket', bucket) +
    element('Key', key) +
    element('ETag', `${headers.etag}`)
  return xml(xmlDocument(`<PostResponse>${content}</PostResponse>`), headers, 201)
}

function checkSignature(call: BucketCall, fields: Map<string, string>, key: string): void {
  const parts = (fields.get('x-amz-credential') ?? '').split('/')
  const [accessKeyId, date, region, service] = parts
  if (parts.length !== 5 || !accessKeyId || !date || !region || !service) throw new S3Error('AccessDenied')
  const credential = call.credentials.find(accessKeyId)
  if (!credential) throw new S3Error('InvalidAccessKeyId')
  checkSession(credential, fields.get('x-amz-security-token'), call.nowMs)
  const expected = sign(
    signingKey(credential.user.secretAccessKey, { date, region, service }),
    fields.get('policy') ?? '',
  )
  if (!sameText(expected, fields.get('x-amz-signature') ?? '')) throw new S3Error('SignatureDoesNotMatch')
  if (!userAllows(credential.user, { operation: 'PutObject', bucket: call.bucket.name, prefix: key }))
    throw new S3Error('AccessDenied')
}
