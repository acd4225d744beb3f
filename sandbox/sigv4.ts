import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { percentEncode } from './request.ts'

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html

export type Scope = { date: string; region: string; service: string }
export type Canonical = {
  method: string
  path: string
  query: [string, string][]
  headers: [string, string][]
  payloadHash: string
}

export function canonicalRequest(request: Canonical): string {
  const headers = request.headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}\n`)
  return [
    request.method,
    request.path.split('/').map(percentEncode).join('/'),
    canonicalQuery(request.query),
    headers.join(''),
    request.headers.map(([name]) => name).join(';'),
    request.payloadHash,
  ].join('\n')
}

function canonicalQuery(query: [string, string][]): string {
  const pairs = query.map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
  pairs.sort(([a, av], [b, bv]) => (a === b ? compare(av, bv) : compare(a, b)))
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  return ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), sha256Hex(canonical)].join('\n')
}

export function scopeText(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`
}

export function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  return [scope.date, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
    (key, text) => hmac(key, text),
    Buffer.from(`AWS4${secretAccessKey}`),
  )
}

export function sign(key: Buffer, text: string): string {
  return hmac(key, text).toString('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

export function sha256Hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
