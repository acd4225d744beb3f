import 'server-only'
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import type { Connection } from './connection.ts'
import type { BucketName, ObjectKey } from './names.ts'

/** One page is looked through: the newest thousand versions. */
const VERSIONS_MAX = 1000

export const sameEtag = (one: string, other: string): boolean => one.replaceAll('"', '') === other.replaceAll('"', '')

/** The version of this key whose bytes have this ETag, or null. Servers without versions answer with the current one alone. */
export function findVersion(
  connection: Connection,
  bucket: BucketName,
  key: ObjectKey,
  { etag, signal }: { etag: string; signal: AbortSignal },
): Promise<string | null> {
  return connection.call(bucket, { signal, action: 's3:ListBucketVersions' }, async (client, abortSignal) => {
    const answer = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: VERSIONS_MAX, EncodingType: 'url' }),
      { abortSignal },
    )
    const decoded = (text: string) =>
      answer.EncodingType === 'url' ? decodeURIComponent(text.replaceAll('+', '%20')) : text
    const found = (answer.Versions ?? []).find(
      (version) => decoded(version.Key ?? '') === key && sameEtag(version.ETag ?? '', etag),
    )
    return found?.VersionId ?? null
  })
}
