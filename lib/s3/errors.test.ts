import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { bucketRegionFrom, fromStorage } from './errors.ts'

const tried = { action: 's3:ListBucket', bucket: 'b', timedOut: false }
const sdkError = (name: string, status?: number, more: object = {}) =>
  Object.assign(new Error('secret https://endpoint/?X-Amz-Signature=abc'), {
    name,
    ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
    ...more,
  })

describe('fromStorage', () => {
  it.each([
    ['AccessDenied', 403, 'storage_denied'],
    ['Unknown', 403, 'storage_denied'],
    ['NoSuchBucket', 404, 'no_such_bucket'],
    ['NoSuchKey', 404, 'no_such_key'],
    ['InvalidAccessKeyId', 403, 'storage_credentials'],
    ['SignatureDoesNotMatch', 403, 'storage_credentials'],
    ['ExpiredToken', 400, 'storage_credentials'],
    ['SlowDown', 503, 'storage_throttled'],
    ['Unknown', 503, 'storage_throttled'],
    ['RequestTimeTooSkewed', 403, 'storage_failed'],
    ['InvalidObjectState', 403, 'object_archived'],
    ['PermanentRedirect', 301, 'storage_failed'],
    ['Unknown', 307, 'storage_failed'],
    ['Unknown', 500, 'storage_failed'],
    ['SyntaxError', 200, 'storage_invalid'],
    ['TimeoutError', undefined, 'storage_timeout'],
    ['CredentialsProviderError', undefined, 'storage_credentials'],
  ] as const)('%s with status %s is %s', (name, status, code) => {
    expect(fromStorage(sdkError(name, status), tried).code).toBe(code)
  })

  it.each([
    ['ECONNREFUSED', 'storage_unreachable'],
    ['EAI_AGAIN', 'storage_unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'storage_unreachable'],
    ['ECONNRESET', 'storage_unreachable'],
    ['ETIMEDOUT', 'storage_timeout'],
  ] as const)('%s below the SDK is %s', (code, expected) => {
    expect(fromStorage(sdkError('Error', undefined, { code }), tried).code).toBe(expected)
    expect(fromStorage(sdkError('Error', undefined, { cause: { code } }), tried).code).toBe(expected)
  })

  it('names the missing permission and the bucket', () => {
    const { message, facts } = fromStorage(sdkError('AccessDenied', 403), tried)
    expect(message).toContain('s3:ListBucket')
    expect(message).toContain('bucket b')
    expect(facts).toEqual({ action: 's3:ListBucket' })
  })

  it('tells who may not list buckets to open one by name', () => {
    expect(
      fromStorage(sdkError('AccessDenied', 403), { action: 's3:ListAllMyBuckets', bucket: null, timedOut: false })
        .message,
    ).toContain('Open one by its name')
  })

  it('never repeats what the SDK said', () => {
    for (const name of ['AccessDenied', 'Unknown', 'TimeoutError', 'Whatever', 'constructor', '__proto__']) {
      expect(fromStorage(sdkError(name, 403), tried).message).not.toMatch(/secret|Signature|endpoint\//)
    }
  })

  it('leaves our own errors alone', () => {
    const own = new AppError('gone', 'x')
    expect(fromStorage(own, tried)).toBe(own)
  })

  it('takes anything that is thrown', () => {
    for (const thrown of [null, undefined, 'text', 7, {}])
      expect(fromStorage(thrown, tried).code).toBe('storage_failed')
  })
})

describe('bucketRegionFrom', () => {
  it('reads the header of a redirect and the body of a signature error', () => {
    expect(
      bucketRegionFrom(
        sdkError('PermanentRedirect', 301, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } }),
      ),
    ).toBe('eu-west-1')
    expect(bucketRegionFrom(sdkError('AuthorizationHeaderMalformed', 400, { Region: 'us-gov-west-1' }))).toBe(
      'us-gov-west-1',
    )
  })

  it.each(['evil.example', '169.254.169.254', '', 'eu-west-1.evil.com'])(
    'does not take "%s" for a region',
    (region) => {
      expect(
        bucketRegionFrom(
          sdkError('PermanentRedirect', 301, { $response: { headers: { 'x-amz-bucket-region': region } } }),
        ),
      ).toBeNull()
    },
  )
})
