import 'server-only'
import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3'
import type { ListPage, Page, PageRequest } from '../listing/columns.ts'
import { ColumnsBuilder } from '../listing/columns-builder.ts'
import type { Connection } from './connection.ts'
import { fromStorage } from './errors.ts'
import { boundBody } from './list-body.ts'
import { scannedIn } from './list-protocol.ts'
import { formDecode } from './list-text.ts'
import { ascii } from './list-xml.ts'
import type { BucketName } from './names.ts'

export const PAGE_ROWS = 1000

/** Pages of a bucket through one client. Region redirects and ended credentials are mended by `listPageThrough` only. */
export function listPageOf(client: S3Client, bucket: BucketName): ListPage {
  return async (request) => {
    try {
      return await requestPage(client, bucket, request)
    } catch (error) {
      throw fromStorage(error, { action: 's3:ListBucket', bucket, timedOut: false })
    }
  }
}

/** Pages of a bucket through its connection, each within the connection's deadline or the one given. */
export function listPageThrough(
  connection: Connection,
  bucket: BucketName,
  options: { deadlineMs?: number } = {},
): ListPage {
  return (request) =>
    connection.call(bucket, { signal: request.signal, action: 's3:ListBucket', ...options }, (client, signal) =>
      requestPage(client, bucket, { ...request, signal }),
    )
}

/** Throws what the SDK throws, or AppError. */
export async function requestPage(client: S3Client, bucket: BucketName, request: PageRequest): Promise<Page> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    MaxKeys: PAGE_ROWS,
    // Without it servers cannot send keys with control characters, and XML parsers alter CR.
    EncodingType: 'url',
    ...(request.prefix !== '' && { Prefix: request.prefix }),
    ...(request.delimiter !== '' && { Delimiter: request.delimiter }),
    ...(request.startAfter !== undefined && { StartAfter: request.startAfter }),
    ...(request.continuationToken !== undefined && { ContinuationToken: request.continuationToken }),
    ...(request.fetchOwner && { FetchOwner: true }),
  })
  boundBody(command)
  const output = await client.send(command, { abortSignal: request.signal })
  const scanned = scannedIn(output)
  if (!scanned) return pageOfOutput(output, request.fetchOwner ?? false)
  if ('failure' in scanned) throw scanned.failure
  const { page } = scanned
  return request.fetchOwner ? page : { ...page, columns: { ...page.columns, owner: null, owners: [] } }
}

let warned = false

/** The slow way, for a client without our protocol, or an SDK that no longer calls it. Right, but for the parser's own faults. */
export function pageOfOutput(output: ListObjectsV2CommandOutput, owners: boolean): Page {
  if (!warned) {
    warned = true
    console.warn(
      'The AWS SDK parses listings itself, eight times slower than Stowage: this SDK version needs lib/s3/list-protocol.ts adapted.',
    )
  }
  const decode = output.EncodingType === 'url' ? formDecoded : ascii
  const builder = new ColumnsBuilder({ owners, rows: PAGE_ROWS })
  for (const { Key, Size, LastModified, ETag, StorageClass, Owner } of output.Contents ?? []) {
    if (Key === undefined || Key === '') continue
    builder.key(decode(Key))
    builder.etag(ascii((ETag ?? '').replace(/^"|"$/g, '')))
    const owner = owners ? builder.ownerIndex(Owner?.DisplayName || Owner?.ID || '') : 0
    builder.endRow(
      Size ?? Number.NaN,
      LastModified?.getTime() ?? Number.NaN,
      builder.classIndex(StorageClass ?? ''),
      owner,
    )
  }
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    columns: builder.build(),
    folders: (output.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix ? [utf8.decode(decode(Prefix))] : [])),
    isTruncated: output.IsTruncated ?? false,
    nextToken: output.NextContinuationToken ?? null,
  }
}

function formDecoded(text: string): Uint8Array {
  const bytes = ascii(text)
  return bytes.subarray(0, formDecode(bytes, 0, bytes.length, bytes, 0))
}
