import type { Readable } from 'node:stream'

export type Headers = Record<string, string | number>
export type Answer = { status: number; headers: Headers; body?: string | Buffer | Readable }

export function xml(body: string, headers: Headers = {}, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body }
}

export function empty(status: number, headers: Headers = {}): Answer {
  return { status, headers }
}
