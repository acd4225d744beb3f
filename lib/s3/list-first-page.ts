import 'server-only'
import type { Connection } from './connection.ts'
import { listPageOf } from './list-page.ts'
import type { BucketName } from './names.ts'

/** The bucket's first key, or undefined when it is empty: the cheapest proof that listing works. */
export function listFirstPage(
  connection: Connection,
  bucket: BucketName,
  signal: AbortSignal,
): Promise<string | undefined> {
  return connection.call(bucket, { signal, action: 's3:ListBucket' }, async (client, abortSignal) => {
    const { columns } = await listPageOf(client, bucket)({ prefix: '', delimiter: '', signal: abortSignal })
    return columns.rows === 0
      ? undefined
      : new TextDecoder().decode(columns.keyBytes.subarray(0, columns.keyOffsets[1]))
  })
}
