import { gzipSync } from 'node:zlib'
import type { Answer, Headers } from '../answer.ts'
import type { FaultKind } from './fault.ts'

/** Reads and writes of objects that lie a little. */
export const objectFaults: Record<string, FaultKind> = {
  'ignore-range': { rewrite: (call) => withoutHeader(call, 'range') },
  'wrong-content-range': {
    alter: (answer) => withHeaders(answer, answer.status === 206 ? { 'content-range': 'bytes 0-9/50' } : {}),
  },
  'wrong-checksum': {
    alter: (answer) =>
      withHeaders(answer, { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-type': 'FULL_OBJECT' }),
  },
  'composite-checksum-without-suffix': {
    alter: (answer) => withHeaders(answer, { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-type': 'COMPOSITE' }),
  },
  'changed-etag': { alter: (answer, { nth }) => withHeaders(answer, { etag: `"${`${nth}`.padStart(32, '0')}"` }) },
  'no-etag': { alter: (answer) => withoutHeaders(answer, ['etag']) },
  'keep-on-delete': { reply: () => ({ status: 204, headers: {} }) },
  gzip: {
    alter: (answer) =>
      typeof answer.body === 'string'
        ? withHeaders({ ...answer, body: gzipSync(answer.body) }, { 'content-encoding': 'gzip' })
        : answer,
  },
  headers: { alter: (answer, { fault }) => withHeaders(answer, fault.headers ?? {}) },
}

function withHeaders(answer: Answer, headers: Headers): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

function withoutHeaders(answer: Answer, names: string[]): Answer {
  return {
    ...answer,
    headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !names.includes(name))),
  }
}

/** The signature is checked by now, so the header may go. */
function withoutHeader(call: Parameters<NonNullable<FaultKind['rewrite']>>[0], name: string) {
  delete call.request.incoming.headers[name]
  return call
}
