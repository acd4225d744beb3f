import type { Answer } from '../answer.ts'
import { errorStatus, errorXml } from '../s3-error.ts'
import { s3Document } from '../xml-writer.ts'
import type { FaultKind, Occasion } from './fault.ts'

const hourMs = 3600_000
const evilHost = 'http://169.254.169.254/'

/** Answers made up whole: the operation never runs. */
export const replyFaults: Record<string, FaultKind> = {
  error: { reply: (occasion) => errorReply(occasion, occasion.fault.code ?? 'InternalError') },
  'error-in-200': {
    reply: (occasion) => ({ ...errorReply(occasion, occasion.fault.code ?? 'SlowDown'), status: 200 }),
  },
  'expired-token': { reply: (occasion) => errorReply(occasion, 'ExpiredToken') },
  'slow-down': { reply: (occasion) => errorReply(occasion, 'SlowDown') },
  'wrong-region': {
    reply: (occasion) =>
      redirect(occasion, 'PermanentRedirect', { 'x-amz-bucket-region': occasion.fault.body ?? 'eu-west-1' }),
  },
  'redirect-without-region': { reply: (occasion) => redirect(occasion, 'PermanentRedirect', {}) },
  'temporary-redirect': { reply: (occasion) => redirect(occasion, 'TemporaryRedirect', {}) },
  'skewed-clock': { reply: skewedClock },
  html: {
    reply: ({ fault }) =>
      page('text/html', fault.body ?? '<!doctype html><html><body><form>Sign in to the network</form></body></html>'),
  },
  json: { reply: ({ fault }) => page('application/json', fault.body ?? '{}') },
  'empty-body': { reply: () => page('application/xml', '') },
  body: { reply: ({ fault }) => page('application/xml', fault.body ?? '') },
  'xml-bomb': { reply: () => page('application/xml', xmlBomb()) },
  xxe: {
    reply: () => page('application/xml', listing('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;')),
  },
}

function errorReply({ fault, request }: Occasion, code: string): Answer {
  const body = errorXml(code, fault.message ?? 'A fault of the sandbox.', request.requestId, {
    Resource: request.rawPath,
  })
  return {
    status: fault.status ?? errorStatus(code),
    headers: { 'content-type': 'application/xml', ...fault.headers },
    body,
  }
}

/** Location and Endpoint point where no client may ever go. */
function redirect({ fault, request }: Occasion, code: string, headers: Record<string, string>): Answer {
  const details = { Endpoint: 'evil.example', Bucket: request.bucket }
  return {
    status: errorStatus(code),
    headers: { 'content-type': 'application/xml', location: evilHost, ...headers, ...fault.headers },
    body: errorXml(code, 'A fault of the sandbox.', request.requestId, details),
  }
}

function skewedClock(occasion: Occasion): Answer {
  const date = new Date(occasion.nowMs + (occasion.fault.milliseconds ?? hourMs))
  const answer = errorReply(occasion, 'RequestTimeTooSkewed')
  return { ...answer, headers: { ...answer.headers, date: date.toUTCString() } }
}

function page(type: string, body: string): Answer {
  return { status: 200, headers: { 'content-type': type }, body }
}

function xmlBomb(): string {
  const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
  return listing(`<!DOCTYPE r [<!ENTITY l0 "lol">${levels.join('')}]>`, '&l10;')
}

function listing(doctype: string, key: string): string {
  const document = s3Document(
    'ListBucketResult',
    `<Name>b</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>${key}</Key></Contents>`,
  )
  return document.replace('\n', `\n${doctype}`)
}
