import 'server-only'
import { GetObjectTaggingCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import type { Connection } from './connection.ts'
import type { BucketName, ObjectKey } from './names.ts'

export function getTags(
  connection: Connection,
  bucket: BucketName,
  key: ObjectKey,
  versionId: string | undefined,
  signal: AbortSignal,
): Promise<{ key: string; value: string }[]> {
  return connection.call(bucket, { signal, action: 's3:GetObjectTagging' }, async (client, abortSignal) => {
    const { TagSet } = await client.send(
      new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      { abortSignal },
    )
    return (TagSet ?? []).map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' }))
  })
}

/** One request counts them: nobody waits for the thousandth version. */
const VERSIONS_COUNTED_MAX = 1000

/** How many versions and delete markers this very key has; `more` when the counting stopped early. */
export function countVersions(
  connection: Connection,
  bucket: BucketName,
  key: ObjectKey,
  signal: AbortSignal,
): Promise<{ count: number; more: boolean }> {
  return connection.call(bucket, { signal, action: 's3:ListBucketVersions' }, async (client, abortSignal) => {
    const answer = await client.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: key,
        MaxKeys: VERSIONS_COUNTED_MAX,
        EncodingType: 'url',
      }),
      { abortSignal },
    )
    const decoded = (text: string | undefined) =>
      answer.EncodingType === 'url' ? decodeURIComponent((text ?? '').replaceAll('+', '%20')) : (text ?? '')
    const all = [...(answer.Versions ?? []), ...(answer.DeleteMarkers ?? [])]
    const own = all.filter((version) => decoded(version.Key) === key).length
    // Longer keys with this prefix follow; only a page that ends within our key leaves anything uncounted.
    return { count: own, more: answer.IsTruncated === true && own === all.length }
  })
}
