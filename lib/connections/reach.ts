/**
 * What a browser's try at a presigned URL means, in a sentence, and what to change. Pure and client-safe.
 * A browser tells a page little: an answer it may read, one it may not (no CORS), or none at all.
 */
export type Tried = { kind: 'answer'; status: number; code: string | null } | { kind: 'unreadable' } | { kind: 'none' }

export type Reach = {
  /** Whether a click on a presigned URL works from this browser. */
  works: boolean
  sentence: string
  /** What to change; empty where nothing has to be. */
  advice: string
  /** The way downloads should go by this; null: what is wrong would be wrong either way, or is another thing. */
  downloads: 'presigned' | 'through' | null
}

type Facts = {
  url: string
  /** `https:` or `http:`, of the page that tries. */
  pageProtocol: string
  tried: Tried
  /** The server's own try. */
  server: { status: number; code: string | null } | null
  /** How far this browser's clock is from the server's; the server's decides. */
  clockOffSeconds: number
}

const SKEW_SECONDS = 300

export function reachOf({ url, pageProtocol, tried, server, clockOffSeconds }: Facts): Reach {
  const { host, protocol } = new URL(url)
  const answer = tried.kind === 'answer' ? tried : tried.kind === 'unreadable' ? server : null
  if (answer !== null && answer.status >= 400) return refused(host, answer)
  if (tried.kind === 'answer') return works(`Downloads from ${host} reach this browser.`, clockOffSeconds)
  if (tried.kind === 'unreadable') {
    const said = `Downloads from ${host} reach this browser by a click. Pages may not read them: the bucket has no CORS rule for this address, which links do not need.`
    return works(said, clockOffSeconds)
  }
  if (pageProtocol === 'https:' && protocol === 'http:') {
    return no(
      `This page came over https, and ${host} is http: browsers refuse to mix them.`,
      'Give the storage a certificate and set STOWAGE_PUBLIC_S3_ENDPOINT to its https address. Until then downloads can pass through Stowage.',
    )
  }
  const elsewhere = server === null ? '' : ' The server that runs Stowage reaches it.'
  const tls = protocol === 'https:' ? ', or its certificate is not trusted here' : ''
  return no(
    `This browser cannot reach ${host}: its name or network is not known here${tls}.${elsewhere}`,
    'Set STOWAGE_PUBLIC_S3_ENDPOINT to the address by which browsers reach the storage. Until then downloads can pass through Stowage.',
  )
}

const no = (sentence: string, advice: string, downloads: Reach['downloads'] = 'through'): Reach => ({
  works: false,
  sentence,
  advice,
  downloads,
})

const works = (sentence: string, clockOffSeconds: number): Reach => ({
  works: true,
  sentence,
  advice:
    Math.abs(clockOffSeconds) > SKEW_SECONDS
      ? 'This device’s clock and the server’s differ by more than 5 minutes: ends are shown wrong on one of them. Set it.'
      : '',
  downloads: 'presigned',
})

const BY_CODE: { [code: string]: readonly [string, string] } = {
  RequestTimeTooSkewed: ['the clocks of Stowage and of the storage differ too much', 'Set the server’s clock (NTP).'],
  ExpiredToken: ['the credentials that signed it have ended', 'Renew them, then try again.'],
  SignatureDoesNotMatch: [
    'the signature does not match: a proxy in between changes the host or the path',
    'Let the proxy pass the Host header and the path unchanged, or set STOWAGE_PUBLIC_S3_ENDPOINT to the address it asks the storage by.',
  ],
  InvalidAccessKeyId: ['it does not know the key that signed it', 'Check that this address is the same storage.'],
  AccessDenied: [
    'these credentials may not read it',
    'Allow s3:GetObject, and kms:Decrypt where the object is encrypted with a KMS key.',
  ],
  PermanentRedirect: ['the bucket is in another region', 'Set the connection’s region to the bucket’s.'],
  AuthorizationHeaderMalformed: ['it was signed for another region', 'Set the connection’s region to the bucket’s.'],
  AuthorizationQueryParametersError: [
    'it was signed for another region',
    'Set the connection’s region to the bucket’s.',
  ],
  NoSuchBucket: ['it has no such bucket', 'Check that this address is the same storage.'],
  InvalidObjectState: ['the object is archived', 'Restore it first.'],
}

/** Something between, or another storage, answers browsers: what passes through Stowage does not go there. */
const OTHER_PLACE = new Set(['SignatureDoesNotMatch', 'InvalidAccessKeyId'])

function refused(host: string, { status, code }: { status: number; code: string | null }): Reach {
  const kms = code?.startsWith('KMS')
    ? (['its KMS key cannot be used', 'Enable the key and allow kms:Decrypt.'] as const)
    : null
  const known = kms ?? (code === null ? undefined : BY_CODE[code])
  const why = known?.[0] ?? `it answers ${status}${code === null ? '' : ` (${code})`}`
  const advice = known?.[1] ?? 'Run the self-test of the connection.'
  return no(`${host} answers, and refuses: ${why}.`, advice, OTHER_PLACE.has(code ?? '') ? 'through' : null)
}
