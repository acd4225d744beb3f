import { S3Error } from './s3-error.ts'
import { type Scope, sameText, scopeText, sha256Hex, sign } from './sigv4.ts'

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html

/** The chain of chunk signatures: each signs the one before it. */
export type ChunkSigning = { key: Buffer; timestamp: string; scope: Scope; signature: string }
export type ChunkDecoder = { write(bytes: Buffer): Buffer[]; end(): Map<string, string> }

const maxLineBytes = 8192
const maxSignedChunkBytes = 64 << 20

type Decoding = {
  signing: ChunkSigning | undefined
  step: 'size' | 'data' | 'data-end' | 'trailer' | 'done'
  line: string
  leftBytes: number
  /** A signed chunk waits here until its signature is checked. */
  held: Buffer[]
  signature: string
  previousSignature: string
  trailers: Map<string, string>
}

/** Decodes `aws-chunked`, however the network split it; verifies chunk signatures when the payload is a signed one. */
export function decodeAwsChunked(signing: ChunkSigning | undefined): ChunkDecoder {
  const fresh = { line: '', leftBytes: 0, held: [], signature: '', trailers: new Map<string, string>() }
  const decoding: Decoding = { ...fresh, signing, step: 'size', previousSignature: signing?.signature ?? '' }
  return {
    write: (bytes) => {
      const out: Buffer[] = []
      for (let at = 0; at < bytes.length && decoding.step !== 'done'; ) {
        const rest = bytes.subarray(at)
        at += decoding.step === 'data' ? takeData(decoding, rest, out) : takeLine(decoding, rest)
      }
      return out
    },
    end: () => {
      // Some clients leave out the empty line after the last chunk or the trailers.
      if (decoding.step === 'trailer' && decoding.line !== '') onLine(decoding)
      if (decoding.step !== 'done' && decoding.step !== 'trailer') throw new S3Error('IncompleteBody')
      return decoding.trailers
    },
  }
}

function takeData(decoding: Decoding, bytes: Buffer, out: Buffer[]): number {
  const data = bytes.subarray(0, decoding.leftBytes)
  decoding.leftBytes -= data.length
  if (decoding.signing) decoding.held.push(data)
  else out.push(data)
  if (decoding.leftBytes > 0) return data.length
  checkChunk(decoding)
  out.push(...decoding.held)
  decoding.step = 'data-end'
  return data.length
}

function takeLine(decoding: Decoding, bytes: Buffer): number {
  const end = bytes.indexOf(10)
  decoding.line += bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
  if (decoding.line.length > maxLineBytes) throw malformed()
  if (end < 0) return bytes.length
  decoding.line = decoding.line.replace(/\r$/, '')
  onLine(decoding)
  return end + 1
}

function onLine(decoding: Decoding): void {
  const { line, step } = decoding
  decoding.line = ''
  if (step === 'size') startChunk(decoding, line)
  else if (step === 'data-end') {
    if (line !== '') throw malformed()
    decoding.step = 'size'
  } else if (line === '') decoding.step = 'done'
  else {
    const colon = line.indexOf(':')
    if (colon > 0) decoding.trailers.set(line.slice(0, colon).toLowerCase().trim(), line.slice(colon + 1).trim())
  }
}

function startChunk(decoding: Decoding, line: string): void {
  const match = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line)
  if (!match?.[1]) throw malformed()
  decoding.leftBytes = Number.parseInt(match[1], 16)
  decoding.signature = match[2] ?? ''
  decoding.held = []
  if (decoding.signing && decoding.leftBytes > maxSignedChunkBytes) throw new S3Error('EntityTooLarge')
  if (decoding.leftBytes === 0) checkChunk(decoding)
  decoding.step = decoding.leftBytes === 0 ? 'trailer' : 'data'
}

function checkChunk(decoding: Decoding): void {
  const { signing, held, signature, previousSignature } = decoding
  if (!signing) return
  const expected = sign(signing.key, chunkStringToSign(signing, previousSignature, Buffer.concat(held)))
  if (!sameText(expected, signature)) throw new S3Error('SignatureDoesNotMatch')
  decoding.previousSignature = expected
}

export function chunkStringToSign(signing: ChunkSigning, previous: string, data: Buffer): string {
  const parts = ['AWS4-HMAC-SHA256-PAYLOAD', signing.timestamp, scopeText(signing.scope), previous]
  return [...parts, sha256Hex(''), sha256Hex(data)].join('\n')
}

function malformed(): S3Error {
  return new S3Error('InvalidRequest', 'Malformed aws-chunked body')
}
