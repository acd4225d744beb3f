import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer } from './answer.ts'

/** How the bytes of an answer leave: the honest way, or the way a fault wants. */
export type Send = (outgoing: ServerResponse, answer: Answer, isHead: boolean) => Promise<void>

export const sendPlainly: Send = async (outgoing, answer, isHead) => {
  writeHead(outgoing, answer)
  if (isHead || answer.body === undefined) outgoing.end()
  else if (answer.body instanceof Readable) await pipeline(answer.body, outgoing)
  else outgoing.end(answer.body)
}

export function writeHead(outgoing: ServerResponse, answer: Answer): void {
  const headers = { ...answer.headers }
  if (headers['content-length'] === undefined && !(answer.body instanceof Readable)) {
    const hasBody = answer.status !== 204 && answer.status !== 304
    if (hasBody) headers['content-length'] = answer.body === undefined ? 0 : Buffer.byteLength(answer.body)
  }
  outgoing.writeHead(answer.status, headers)
}

/** A whole body in memory: for faults, which cut bodies where they like. */
export async function bodyBytes(answer: Answer): Promise<Buffer> {
  const { body } = answer
  if (body === undefined) return Buffer.alloc(0)
  if (!(body instanceof Readable)) return Buffer.from(body)
  const chunks: Buffer[] = []
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
