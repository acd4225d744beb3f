import { isUtf8 } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3-error.ts'

export type S3Request = {
  method: string
  /** As sent: keys hold `//`, `.` and `..`, which every URL parser rewrites. */
  rawPath: string
  rawQuery: [string, string][]
  bucket: string
  key: string
  query: Map<string, string>
  incoming: IncomingMessage
  requestId: string
}

/** Path-style only: `/bucket/key`, the key being everything after the second slash. */
export function readRequest(incoming: IncomingMessage): S3Request {
  const url = (incoming.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const mark = url.indexOf('?')
  const rawPath = (mark < 0 ? url : url.slice(0, mark)) || '/'
  const rawQuery = readQuery(mark < 0 ? '' : url.slice(mark + 1))
  const slash = rawPath.indexOf('/', 1)
  return {
    method: incoming.method ?? 'GET',
    rawPath,
    rawQuery,
    bucket: percentDecode(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash)),
    key: slash < 0 ? '' : percentDecode(rawPath.slice(slash + 1)),
    query: new Map(rawQuery),
    incoming,
    requestId: randomBytes(8).toString('hex').toUpperCase(),
  }
}

function readQuery(text: string): [string, string][] {
  if (!text) return []
  return text.split('&').map((pair) => {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    return [formDecode(name), equals < 0 ? '' : formDecode(pair.slice(equals + 1))]
  })
}

function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '))
}

export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new S3Error('InvalidURI')
  }
}

/** RFC 3986 as SigV4 wants it: everything but the unreserved characters, in upper-case hexadecimal. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** One header; Node hands its bytes out as Latin-1, clients mean UTF-8 where that is what they are. */
export function header(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name]
  return typeof value === 'string' ? headerText(value) : value?.join(',')
}

export function headerText(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : value
}
