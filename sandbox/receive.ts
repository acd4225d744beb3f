import { createHash } from 'node:crypto'
import { type ChunkDecoder, decodeAwsChunked } from './aws-chunked.ts'
import type { Call } from './call.ts'
import {
  type Checksum,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumAlgorithms,
  checksumHeader,
  hasher,
} from './checksums.ts'
import { header } from './request.ts'
import { S3Error } from './s3-error.ts'

export type Received = { sizeBytes: number; md5: Buffer; checksum?: Checksum }

const maxBodyBytes = 5 * 2 ** 30
const maxDocumentBytes = 2 * 2 ** 20

/** Reads the request's body to its end, decoded, and checks every digest the client gave for it. */
export async function receiveBody(call: Call, write: (bytes: Buffer) => Promise<void> | void): Promise<Received> {
  const { incoming } = call.request
  checkLength(call)
  const decoder = chunkDecoder(call)
  const md5 = createHash('md5')
  const sha256 = /^[0-9a-f]{64}$/.test(call.seal?.payloadHash ?? '') ? createHash('sha256') : undefined
  const algorithm = requestedAlgorithm(call)
  const extra = algorithm && hasher(algorithm)
  let sizeBytes = 0
  const take = async (bytes: Buffer): Promise<void> => {
    sizeBytes += bytes.length
    if (sizeBytes > maxBodyBytes) throw new S3Error('EntityTooLarge')
    md5.update(bytes)
    extra?.update(bytes)
    await write(bytes)
  }
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    sha256?.update(chunk)
    if (!decoder) await take(chunk)
    else for (const bytes of decoder.write(chunk)) await take(bytes)
  }
  const trailers = decoder?.end() ?? new Map<string, string>()
  const decodedLength = header(incoming, 'x-amz-decoded-content-length')
  if (decoder && decodedLength !== undefined && Number(decodedLength) !== sizeBytes) throw new S3Error('IncompleteBody')
  if (sha256 && sha256.digest('hex') !== call.seal?.payloadHash) throw new S3Error('XAmzContentSHA256Mismatch')
  const digest = md5.digest()
  checkMd5(header(incoming, 'content-md5'), digest)
  if (!algorithm || !extra) return { sizeBytes, md5: digest }
  const value = extra.digest().toString('base64')
  const claimed = header(incoming, checksumHeader(algorithm)) ?? trailers.get(checksumHeader(algorithm))
  if (claimed !== undefined && claimed !== value) {
    throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
  }
  return { sizeBytes, md5: digest, checksum: { algorithm, value, type: 'FULL_OBJECT' } }
}

/** A whole small body as text: XML, JSON or a form. */
export async function receiveText(call: Call): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  await receiveBody(call, (bytes) => {
    sizeBytes += bytes.length
    if (sizeBytes > maxDocumentBytes) throw new S3Error('MaxMessageLengthExceeded')
    chunks.push(bytes)
  })
  return Buffer.concat(chunks).toString('utf8')
}

function checkLength(call: Call): void {
  const { headers } = call.request.incoming
  const isChunked = /chunked/i.test(headers['transfer-encoding'] ?? '')
  if (isChunked && headers['x-amz-decoded-content-length'] === undefined) throw new S3Error('MissingContentLength')
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes * 1.01) throw new S3Error('EntityTooLarge')
}

function chunkDecoder(call: Call): ChunkDecoder | undefined {
  const { incoming } = call.request
  const payload = call.seal?.payloadHash ?? header(incoming, 'x-amz-content-sha256') ?? ''
  const isEncoded = /(^|,\s*)aws-chunked/i.test(header(incoming, 'content-encoding') ?? '')
  if (!payload.startsWith('STREAMING-') && !isEncoded) return undefined
  return decodeAwsChunked(payload.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD') ? call.seal : undefined)
}

function requestedAlgorithm(call: Call): ChecksumAlgorithm | undefined {
  const { incoming, query } = call.request
  const trailer = /x-amz-checksum-(\w+)/i.exec(header(incoming, 'x-amz-trailer') ?? '')?.[1]
  return (
    checksumAlgorithms.find((algorithm) => header(incoming, checksumHeader(algorithm)) !== undefined) ??
    checksumAlgorithm(trailer) ??
    checksumAlgorithm(header(incoming, 'x-amz-sdk-checksum-algorithm') ?? query.get('x-amz-sdk-checksum-algorithm'))
  )
}

function checkMd5(claimed: string | undefined, digest: Buffer): void {
  if (claimed === undefined) return
  const bytes = Buffer.from(claimed, 'base64')
  if (bytes.length !== 16) throw new S3Error('InvalidDigest')
  if (!bytes.equals(digest))
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.')
}
