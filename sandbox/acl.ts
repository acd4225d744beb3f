import { isBlocked } from './access.ts'
import { type Answer, empty, xml } from './answer.ts'
import { updateBucket } from './buckets.ts'
import { type BucketCall, ownerId, ownerName } from './call.ts'
import { requireVersion } from './object-get.ts'
import { receiveText } from './receive.ts'
import { header } from './request.ts'
import { inBucket, type Route } from './route.ts'
import { S3Error } from './s3-error.ts'
import { detailsOf, updateDetails } from './versions.ts'
import { child, childrenNamed, childText, readXml, type XmlNode } from './xml-reader.ts'
import { element, s3Document } from './xml-writer.ts'

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers'
const authenticatedUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'
const cannedGrants: Record<string, [string, string][]> = {
  private: [],
  'public-read': [[allUsers, 'READ']],
  'public-read-write': [
    [allUsers, 'READ'],
    [allUsers, 'WRITE'],
  ],
  'authenticated-read': [[authenticatedUsers, 'READ']],
  'bucket-owner-read': [],
  'bucket-owner-full-control': [],
  'aws-exec-read': [],
  'log-delivery-write': [],
}

export const aclRoutes: Route[] = [
  {
    operation: 'GetBucketAcl',
    level: 'bucket',
    method: 'GET',
    query: 'acl',
    answer: inBucket((call) => aclXml(call.bucket.acl)),
  },
  { operation: 'PutBucketAcl', level: 'bucket', method: 'PUT', query: 'acl', answer: inBucket(answerPutBucketAcl) },
  {
    operation: 'GetObjectAcl',
    level: 'object',
    method: 'GET',
    query: 'acl',
    answer: inBucket((call) => aclXml(detailsOf(requireVersion(call)).acl ?? 'private')),
  },
  { operation: 'PutObjectAcl', level: 'object', method: 'PUT', query: 'acl', answer: inBucket(answerPutObjectAcl) },
]

function aclXml(acl: string): Answer {
  const owner = `${element('ID', ownerId)}${element('DisplayName', ownerName)}`
  const type = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type'
  const groups = (cannedGrants[acl] ?? []).map(
    ([group, permission]) =>
      `<Grant><Grantee ${type}="Group">${element('URI', group)}</Grantee>${element('Permission', permission)}</Grant>`,
  )
  const full = `<Grant><Grantee ${type}="CanonicalUser">${owner}</Grantee>${element('Permission', 'FULL_CONTROL')}</Grant>`
  return xml(
    s3Document(
      'AccessControlPolicy',
      `<Owner>${owner}</Owner><AccessControlList>${full}${groups.join('')}</AccessControlList>`,
    ),
  )
}

async function answerPutBucketAcl(call: BucketCall): Promise<Answer> {
  updateBucket(call.store, call.bucket, 'acl', await readAcl(call))
  return empty(200)
}

async function answerPutObjectAcl(call: BucketCall): Promise<Answer> {
  const acl = await readAcl(call)
  updateDetails(call.store, requireVersion(call), { acl })
  return empty(200)
}

/** Only canned ACLs are kept: a document is reduced to the canned one with the same grants to groups. */
async function readAcl(call: BucketCall): Promise<string> {
  const text = await receiveText(call)
  const acl =
    header(call.request.incoming, 'x-amz-acl') ?? (text.trim() ? cannedFromDocument(readXml(text)) : 'private')
  if (!Object.hasOwn(cannedGrants, acl)) throw new S3Error('InvalidArgument')
  if (acl.startsWith('public-') && isBlocked(call.store, call.bucket, 'BlockPublicAcls'))
    throw new S3Error('AccessDenied')
  return acl
}

function cannedFromDocument(root: XmlNode): string {
  const list = child(root, 'AccessControlList')
  if (root.name !== 'AccessControlPolicy' || !list) throw new S3Error('MalformedXML')
  const grants = childrenNamed(list, 'Grant').flatMap((grant) => {
    const group = childText(child(grant, 'Grantee') ?? grant, 'URI')
    return group ? [`${group} ${childText(grant, 'Permission')}`] : []
  })
  const wanted = grants.sort().join()
  const found = Object.entries(cannedGrants).find(
    ([, canned]) =>
      canned
        .map((grant) => grant.join(' '))
        .sort()
        .join() === wanted,
  )
  if (!found) throw new S3Error('NotImplemented', 'Only grants that make up a canned ACL are kept')
  return found[0]
}
