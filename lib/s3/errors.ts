import 'server-only'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'

/** What was tried, so that the sentence can say what is missing for what. */
export type Tried = { action: string; bucket: string | null; timedOut: boolean }

/** The parts of an SDK error we look at; everything else (the raw answer, the endpoint, the signature) stays here. */
type SdkError = {
  name?: string
  code?: string
  Code?: string
  Region?: string
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean }
  $response?: { headers?: { [name: string]: string } }
  cause?: unknown
}

// Every field is read as optional and checked, so any thrown value may pass.
const asSdkError = (error: unknown): SdkError =>
  typeof error === 'object' && error !== null ? (error as SdkError) : {}

const statusOf = (error: unknown): number | undefined => asSdkError(error).$metadata?.httpStatusCode

/** Whether the storage said this, rather than the way to it failing. */
export const isAnswer = (error: unknown): boolean => statusOf(error) !== undefined

/** An error whose reason stayed untold, since answers to HEAD have no body. */
export const isUnexplained = (error: unknown): boolean => [400, 403].includes(statusOf(error) ?? 0)

const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'])
export const isExpiredToken = (error: unknown): boolean => EXPIRED.has(asSdkError(error).name ?? '')

const SKEWED = new Set(['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'])

/**
 * A refusal by the clock from which the SDK learned the storage's time without trying again: it does so only where that
 * is far from ours, so not where it had learned a wrong time before, from a server whose clock was set right since.
 */
export function isUntriedSkew(error: unknown): boolean {
  const { name = '', $metadata } = asSdkError(error)
  return SKEWED.has(name) && $metadata?.clockSkewCorrected !== true
}

const REDIRECTS = new Set([301, 307, 400, 403])

/** The region S3 names in a redirect, a refusal or a signature error. Never a `Location`: that may lead anywhere. */
export function bucketRegionFrom(error: unknown): string | null {
  const { $response, Region, name } = asSdkError(error)
  if (!REDIRECTS.has(statusOf(error) ?? 0)) return null
  const region =
    $response?.headers?.['x-amz-bucket-region'] ?? (name === 'AuthorizationHeaderMalformed' ? Region : undefined)
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) ? region : null
}

type Sentence = { code: ErrorCode; detail: string }

/** How lib/s3/list-protocol.ts names an answer with status 200 that no S3 server gives. */
export const NOT_S3 = 'NotS3'

const invalid = (): Sentence => ({
  code: 'storage_invalid',
  detail:
    'The answer is not what an S3 server says. Check the endpoint of the connection: a proxy or a login page may answer there.',
})

const CREDENTIALS_REJECTED = 'The storage rejects these credentials'

/** By S3's error code. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const BY_CODE: { [code: string]: (tried: Tried) => Sentence } = {
  NoSuchBucket: () => ({
    code: 'no_such_bucket',
    detail: 'There is no bucket of this name at this storage. Check the spelling and the connection.',
  }),
  NoSuchKey: () => ({
    code: 'no_such_key',
    detail: 'There is no object with this key. It may have been deleted or renamed.',
  }),
  NoSuchVersion: () => ({ code: 'no_such_key', detail: 'This object has no such version.' }),
  InvalidBucketName: () => ({ code: 'invalid_bucket', detail: 'The storage does not accept this bucket name.' }),
  KeyTooLongError: () => ({ code: 'invalid_key', detail: 'The storage says this key is too long.' }),
  InvalidURI: () => ({ code: 'invalid_key', detail: 'The storage does not accept this key.' }),
  InvalidAccessKeyId: () => ({
    code: 'storage_credentials',
    detail: `${CREDENTIALS_REJECTED}: it does not know the access key. Check which profile is in use and the endpoint.`,
  }),
  SignatureDoesNotMatch: () => ({
    code: 'storage_credentials',
    detail: `${CREDENTIALS_REJECTED}: the secret key is wrong for this access key.`,
  }),
  InvalidToken: () => ({
    code: 'storage_credentials',
    detail: `${CREDENTIALS_REJECTED}: the session token is not valid. Get new temporary credentials.`,
  }),
  ExpiredToken: () => ({
    code: 'storage_credentials',
    detail:
      "The server's temporary credentials have ended. Renew them (for SSO: aws sso login); Stowage picks them up by itself.",
  }),
  RequestTimeTooSkewed: () => ({
    code: 'storage_failed',
    detail: "This server's clock and the storage's differ by more than 15 minutes. Correct the clock (NTP).",
  }),
  RequestExpired: () => ({
    code: 'storage_failed',
    detail: "This server's clock and the storage's differ too much. Correct the clock (NTP).",
  }),
  AccessDenied: denied,
  AllAccessDisabled: denied,
  AccountProblem: denied,
  InvalidObjectState: () => ({
    code: 'object_archived',
    detail: 'This object is archived. Restore it in the storage first, then it can be read.',
  }),
  InvalidRange: () => ({ code: 'range_not_satisfiable', detail: 'The object has no bytes in this range.' }),
  PreconditionFailed: () => ({
    code: 'precondition_failed',
    detail: 'The object changed in the meantime. Load it again.',
  }),
  PermanentRedirect: () => ({
    code: 'storage_failed',
    detail: 'The storage says this bucket lives at another address. Check the endpoint and region of the connection.',
  }),
  TemporaryRedirect: () => ({
    code: 'storage_failed',
    detail: 'The storage redirected the request to another address; Stowage does not follow. Try again later.',
  }),
  AuthorizationHeaderMalformed: () => ({
    code: 'storage_failed',
    detail: 'The storage expects another region. Set the region of this connection.',
  }),
  MethodNotAllowed: () => ({
    code: 'storage_failed',
    detail: 'The storage does not do this for this object: the newest version may be a delete marker.',
  }),
  NotImplemented: () => ({ code: 'storage_failed', detail: 'This storage does not support what was asked.' }),
  UserSuspended: () => ({
    code: 'storage_denied',
    detail: 'The storage has suspended the user these credentials belong to.',
  }),
  QuotaExceeded: () => ({ code: 'storage_failed', detail: "The storage's quota is used up." }),
  [NOT_S3]: invalid,
  'KMS.DisabledException': () => ({
    code: 'storage_denied',
    detail: 'The KMS key that encrypts this object is disabled.',
  }),
}

function denied({ action, bucket }: Tried): Sentence {
  if (action === 's3:ListAllMyBuckets') {
    return {
      code: 'storage_denied',
      detail: 'These credentials may not list buckets (s3:ListAllMyBuckets). Open one by its name.',
    }
  }
  const where = bucket === null ? 'here' : `on the bucket ${bucket}`
  // Who may not list is told "denied" for what does not exist.
  const orAbsent =
    action === 's3:GetObject' ? ' Or there is no such object: without s3:ListBucket the storage does not tell.' : ''
  return {
    code: 'storage_denied',
    detail: `These credentials may not do this ${where}: the permission ${action} is missing, or a policy denies it.${orAbsent}`,
  }
}

const BY_STATUS: { [status: number]: (tried: Tried) => Sentence } = {
  301: () => ({
    code: 'storage_failed',
    detail: 'The storage says this bucket lives at another address. Check the endpoint and region of the connection.',
  }),
  304: () => ({ code: 'precondition_failed', detail: 'The object has not changed.' }),
  307: () => ({
    code: 'storage_failed',
    detail: 'The storage redirected the request to another address; Stowage does not follow. Try again later.',
  }),
  403: denied,
  404: ({ action }) => ({
    code: action === 's3:ListBucket' ? 'no_such_bucket' : 'no_such_key',
    detail: 'The storage says this is not there, or these credentials may not know of it.',
  }),
  412: () => ({ code: 'precondition_failed', detail: 'The object changed in the meantime. Load it again.' }),
  416: () => ({ code: 'range_not_satisfiable', detail: 'The object has no bytes in this range.' }),
}

const THROTTLED = new Set([
  'SlowDown',
  'ThrottlingException',
  'Throttling',
  'TooManyRequests',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'BandwidthLimitExceeded',
  'ServiceUnavailable',
])
const TIMEOUTS = new Set(['TimeoutError', 'RequestTimeout', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'])
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
  'EADDRNOTAVAIL',
])
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
])
const WRONG_CERTIFICATE = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
])

/**
 * The only place where what the SDK throws becomes ours: by code, never by message. Sentences say what to do; the
 * original stays in `cause`, on the server.
 */
export function fromStorage(
  error: unknown,
  tried: Tried = { action: 'unknown', bucket: null, timedOut: false },
): AppError {
  if (isAppError(error)) return error
  const { code, detail } = sentence(error, tried)
  const facts = code === 'storage_denied' && tried.action !== 'unknown' ? { action: tried.action } : {}
  return new AppError(code, detail, {
    cause: error,
    facts: code === 'storage_throttled' ? { retryAfterSeconds: 5 } : facts,
  })
}

function sentence(error: unknown, tried: Tried): Sentence {
  if (tried.timedOut)
    return {
      code: 'storage_timeout',
      detail:
        'The storage did not answer within 15 seconds. Try again; if it stays so, check the endpoint and the network.',
    }
  const { name = '', code = '', Code = '', cause } = asSdkError(error)
  const names = [name, code, Code, asSdkError(cause).code ?? '', asSdkError(cause).name ?? '']
  const isOne = (set: Set<string>) => names.some((one) => set.has(one))
  const byCode = names
    .map((one) => (Object.hasOwn(BY_CODE, one) ? BY_CODE[one] : undefined))
    .find((found) => found !== undefined)
  if (byCode) return byCode(tried)
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return {
      code: 'storage_credentials',
      detail:
        'No credentials can be had for this connection. Sign in again (for SSO: aws sso login), or check ~/.aws/config and ~/.aws/credentials.',
    }
  }
  if (name === 'AbortError')
    return { code: 'storage_timeout', detail: 'The request was stopped before the storage answered.' }
  const status = statusOf(error)
  if (isOne(THROTTLED) || status === 503 || status === 429)
    return {
      code: 'storage_throttled',
      detail: 'The storage asks for fewer requests at the moment. Wait a little and try again.',
    }
  // Before the timeouts: the SDK names a broken connection TimeoutError, too.
  if (names.includes('ECONNRESET') || names.includes('EPIPE'))
    return { code: 'storage_unreachable', detail: 'The connection to the storage broke. Try again.' }
  if (isOne(TIMEOUTS))
    return {
      code: 'storage_timeout',
      detail: 'The storage did not answer in time. Try again; if it stays so, check the endpoint and the network.',
    }
  if (isOne(UNREACHABLE))
    return {
      code: 'storage_unreachable',
      detail: 'The storage cannot be reached. Check the endpoint of the connection, the network and DNS.',
    }
  if (isOne(WRONG_CERTIFICATE))
    return {
      code: 'storage_unreachable',
      detail:
        "The storage's TLS certificate is not valid: it has ended, or is for another host name. Check the endpoint of the connection and the certificate.",
    }
  if (names.some((one) => one === 'EPROTO' || one.startsWith('ERR_SSL_')))
    return {
      code: 'storage_unreachable',
      detail:
        'No TLS connection can be made with the storage: it may speak plain HTTP there (http://), or only versions of TLS that are no longer safe.',
    }
  if (isOne(UNTRUSTED))
    return {
      code: 'storage_unreachable',
      detail:
        "The storage's TLS certificate is not trusted. Add its authority with NODE_EXTRA_CA_CERTS=/path/ca.pem and start Stowage again.",
    }
  // Node's HTTP parser: what answered does not speak HTTP as it should.
  if (names.some((one) => one.startsWith('HPE_'))) return invalid()
  const byStatus = status === undefined ? undefined : BY_STATUS[status]
  if (byStatus) return byStatus(tried)
  if (status !== undefined && status >= 200 && status < 300) return invalid()
  return {
    code: 'storage_failed',
    detail: `The storage failed${status === undefined ? '' : ` (HTTP ${status})`}. Try again; its own log may say more.`,
  }
}
