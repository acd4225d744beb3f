import { type Answer, empty, type Headers } from './answer.ts'
import { findBucket, readDocument } from './buckets.ts'
import { globMatches } from './policy.ts'
import { header, type S3Request } from './request.ts'
import { errorXml } from './s3-error.ts'
import type { Store } from './store.ts'
import { childrenNamed, readXml, type XmlNode } from './xml-reader.ts'

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html

/** The headers a browser wants to see on an answer to a request from another origin. */
export function corsHeaders(store: Store, request: S3Request): Headers {
  const origin = header(request.incoming, 'origin')
  if (origin === undefined) return {}
  const rule = findRule(store, request, origin, request.method, [])
  return rule
    ? { ...ruleHeaders(rule, origin), vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method' }
    : {}
}

export function answerPreflight(store: Store, request: S3Request): Answer {
  const { incoming } = request
  const origin = header(incoming, 'origin')
  const method = header(incoming, 'access-control-request-method')
  const wanted = (header(incoming, 'access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)
  const rule =
    origin !== undefined && method !== undefined ? findRule(store, request, origin, method, wanted) : undefined
  if (!rule || origin === undefined) {
    const message = 'CORSResponse: This CORS request is not allowed.'
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: errorXml('AccessForbidden', message, request.requestId),
    }
  }
  const maxAge = texts(rule, 'MaxAgeSeconds')[0]
  return empty(200, {
    ...ruleHeaders(rule, origin),
    ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
    ...(maxAge && { 'access-control-max-age': maxAge }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  })
}

function findRule(
  store: Store,
  request: S3Request,
  origin: string,
  method: string,
  wanted: string[],
): XmlNode | undefined {
  const bucket = findBucket(store, request.bucket)
  const document = bucket && readDocument(store, bucket, 'cors')
  if (document === undefined) return undefined
  return childrenNamed(readXml(document), 'CORSRule').find(
    (rule) =>
      texts(rule, 'AllowedOrigin').some((pattern) => globMatches(pattern, origin)) &&
      texts(rule, 'AllowedMethod').includes(method) &&
      wanted.every((name) => texts(rule, 'AllowedHeader').some((pattern) => globMatches(pattern.toLowerCase(), name))),
  )
}

function ruleHeaders(rule: XmlNode, origin: string): Headers {
  const isAny = texts(rule, 'AllowedOrigin').includes('*')
  const exposed = texts(rule, 'ExposeHeader')
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    'access-control-allow-methods': texts(rule, 'AllowedMethod').join(', '),
    ...(!isAny && { 'access-control-allow-credentials': 'true' }),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
  }
}

function texts(rule: XmlNode, name: string): string[] {
  return childrenNamed(rule, name).map((node) => node.text.trim())
}
