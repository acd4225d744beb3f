import { S3Error } from './s3-error.ts'

type PostPolicy = { expiration?: unknown; conditions?: unknown }
const unconditioned = new Set(['x-amz-signature', 'file', 'policy', 'awsaccesskeyid'])

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
export function checkPostPolicy(fields: Map<string, string>, fileBytes: number, nowMs: number): void {
  const policy = parse(fields.get('policy') ?? '')
  const endMs = Date.parse(typeof policy.expiration === 'string' ? policy.expiration : '')
  if (Number.isNaN(endMs) || !Array.isArray(policy.conditions)) throw new S3Error('InvalidPolicyDocument')
  if (nowMs > endMs) throw refused('Policy expired.')
  const covered = new Set<string>()
  for (const condition of policy.conditions as unknown[]) checkCondition(condition, fields, fileBytes, covered)
  const extra = [...fields.keys()].find(
    (name) => !covered.has(name) && !unconditioned.has(name) && !name.startsWith('x-ignore-') && name !== 'bucket',
  )
  if (extra !== undefined) throw refused(`Extra input fields: ${extra}`)
}

function checkCondition(
  condition: unknown,
  fields: Map<string, string>,
  fileBytes: number,
  covered: Set<string>,
): void {
  if (!Array.isArray(condition)) {
    for (const [name, value] of Object.entries(condition ?? {})) {
      covered.add(name.toLowerCase())
      if (fields.get(name.toLowerCase()) !== value) throw refused(`["eq", "$${name}", "${value}"]`)
    }
    return
  }
  const [operator, first, second] = condition as unknown[]
  if (operator === 'content-length-range') {
    if (fileBytes < Number(first)) throw new S3Error('EntityTooSmall')
    if (fileBytes > Number(second)) throw new S3Error('EntityTooLarge')
    return
  }
  const name = String(first).replace(/^\$/, '').toLowerCase()
  const value = fields.get(name) ?? ''
  covered.add(name)
  const holds = operator === 'eq' ? value === second : operator === 'starts-with' && value.startsWith(String(second))
  if (!holds) throw refused(JSON.stringify(condition))
}

function parse(text: string): PostPolicy {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as PostPolicy
  } catch {
    throw new S3Error('InvalidPolicyDocument')
  }
}

function refused(what: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: Policy Condition failed: ${what}`)
}
