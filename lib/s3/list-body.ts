import 'server-only'
import type { ListObjectsV2Command, ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import { ANSWER_BYTES_MAX, answerTooLarge } from './list-scanner.ts'

/**
 * Reads the body of a listing once, bounded. The SDK's middleware against errors in a 200 would read it into memory
 * whatever its length, then wrap it as a stream to be read again.
 */

/** The bytes of answers that `boundBody` read, until their protocol asks for them. */
const read = new WeakMap<object, Uint8Array>()

export const bytesBefore = (response: object): Uint8Array | undefined => read.get(response)

type Next = Parameters<DeserializeMiddleware>[0]
type DeserializeMiddleware = import('@smithy/types').DeserializeMiddleware<
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput
>

export function boundBody(command: ListObjectsV2Command): void {
  command.middlewareStack.addRelativeTo(
    (next: Next) => async (args: Parameters<Next>[0]) => {
      const result = await next(args)
      const response = result.response
      if (typeof response !== 'object' || response === null || !('body' in response)) return result
      const bytes = await collect(response.body)
      if (bytes) {
        response.body = bytes
        read.set(response, bytes)
      }
      return result
    },
    { relation: 'after', toMiddleware: 'throw200ExceptionsMiddleware', name: 'stowageBoundBody' },
  )
}

async function collect(body: unknown): Promise<Uint8Array | null> {
  if (body instanceof Uint8Array) return body
  if (!isByteStream(body)) return null
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    // Leaving the loop destroys the stream, so no more of it is read.
    if (length > ANSWER_BYTES_MAX) throw answerTooLarge()
    pieces.push(piece)
  }
  const first = pieces[0]
  return pieces.length === 1 && first ? first : Buffer.concat(pieces, length)
}

/** Node's IncomingMessage without an encoding set, as the SDK's handler hands it over, yields Buffers. */
const isByteStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body
