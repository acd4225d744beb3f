/** An operation name (`ListObjectsV2`, `GetObject`, …) or `*`, narrowed to a bucket and to keys that start with a prefix. */
export type Rule = { action: string; bucket?: string; prefix?: string }

/** `deny` wins; with `allow` present, nothing else is allowed. */
export type User = {
  accessKeyId: string
  secretAccessKey: string
  name: string
  deny?: Rule[]
  allow?: Rule[]
}

export type Credential = { user: User; sessionToken?: string; expiresAtMs?: number }
export type Identity = Credential | 'anonymous'

export type Target = { operation: string; bucket: string; prefix: string }

export function userAllows(user: User, target: Target): boolean {
  if (user.deny?.some((rule) => matches(rule, target))) return false
  return user.allow?.some((rule) => matches(rule, target)) ?? true
}

function matches(rule: Rule, target: Target): boolean {
  if (rule.action !== '*' && rule.action !== target.operation) return false
  if (rule.bucket !== undefined && rule.bucket !== target.bucket) return false
  return rule.prefix === undefined || target.prefix.startsWith(rule.prefix)
}

/** The operations of `arn:aws:iam:::role/reader`: list and get. */
export const readerRules: Rule[] = [
  'ListBuckets',
  'HeadBucket',
  'GetBucketLocation',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'GetObject',
  'HeadObject',
  'GetObjectAttributes',
  'GetObjectTagging',
].map((action) => ({ action }))
