import 'server-only'
import { Readable } from 'node:stream'
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3'
import { AppError } from '../errors.ts'
import type { Connection } from './connection.ts'
import type { BucketName, ObjectKey } from './names.ts'
import { checkObjectAnswer, isPartAsked, parseContentRange } from './object-answer.ts'

export type Conditions = {
  versionId?: string | undefined
  /** As in the Range header of one range: bytes=0-99. */
  range?: string | undefined
  ifMatch?: string | undefined
  ifNoneMatch?: string | undefined
  ifModifiedSince?: Date | undefined
  ifUnmodifiedSince?: Date | undefined
}

export type Content = {
  head: Omit<GetObjectCommandOutput, 'Body'>
  body: Readable
  /** Of the part that comes; undefined where the server does not say. */
  sizeBytes: number | undefined
}

/** The bytes of one object, as they come. The caller must read or destroy `body`; the signal stops it. */
export function getObject(
  connection: Connection,
  bucket: BucketName,
  key: ObjectKey,
  { signal, ...conditions }: Conditions & { signal: AbortSignal },
): Promise<Content> {
  return connection.call(bucket, { signal, action: 's3:GetObject' }, async (client, abortSignal) => {
    const { Body, ...head } = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        VersionId: conditions.versionId,
        Range: conditions.range,
        IfMatch: conditions.ifMatch,
        IfNoneMatch: conditions.ifNoneMatch,
        IfModifiedSince: conditions.ifModifiedSince,
        IfUnmodifiedSince: conditions.ifUnmodifiedSince,
      }),
      { abortSignal },
    )
    if (!(Body instanceof Readable))
      throw new AppError('storage_invalid', 'The storage answered without a body. Try again.')
    try {
      return { head, body: Body, sizeBytes: checkedSize(head, conditions.range) }
    } catch (error) {
      Body.destroy()
      throw error
    }
  })
}

/**
 * How many bytes are to come; undefined where the server does not say. Throws where they are not the bytes asked for.
 * A whole object instead of a part is allowed (RFC 9110, 14.2).
 */
function checkedSize(head: Content['head'], range: string | undefined): number | undefined {
  checkObjectAnswer(head)
  const { ContentLength, ContentRange, $metadata } = head
  if ($metadata.httpStatusCode !== 206 && ContentRange === undefined) return ContentLength
  const part = parseContentRange(ContentRange)
  const sizeBytes = part ? part.last - part.first + 1 : undefined
  if (part && isPartAsked(range, part) && (ContentLength === undefined || ContentLength === sizeBytes)) return sizeBytes
  throw new AppError(
    'storage_invalid',
    'The storage sent another part of the object than was asked for. Nothing was passed on; try again.',
  )
}
