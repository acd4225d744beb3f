import 'server-only'
import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandInput,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Connection } from './connection.ts'
import { isUnexplained } from './errors.ts'
import type { BucketName, ObjectKey } from './names.ts'
import { checkObjectAnswer } from './object-answer.ts'

export type Head = HeadObjectCommandOutput

export function headObject(
  connection: Connection,
  bucket: BucketName,
  key: ObjectKey,
  versionId: string | undefined,
  signal: AbortSignal,
): Promise<Head> {
  return connection.call(bucket, { signal, action: 's3:GetObject' }, async (client, abortSignal) => {
    const which = { Bucket: bucket, Key: key, ...(versionId !== undefined && { VersionId: versionId }) }
    try {
      return await head(client, which, abortSignal)
    } catch (error) {
      if (!isUnexplained(error)) throw error
      await explain(client, which, abortSignal)
      // GET works: what ailed HEAD has passed, or its own answer is all there is to say.
      return await head(client, which, abortSignal)
    }
  })
}

async function head(client: S3Client, which: HeadObjectCommandInput, abortSignal: AbortSignal): Promise<Head> {
  // Old servers ignore the header for checksums; AWS leaves them out without it.
  const answer = await client.send(new HeadObjectCommand({ ...which, ChecksumMode: 'ENABLED' }), { abortSignal })
  checkObjectAnswer(answer)
  return answer
}

/** Ended credentials, a wrong key and a wrong clock look the same to HEAD, which has no body; GET of one byte says which. */
async function explain(client: S3Client, which: HeadObjectCommandInput, abortSignal: AbortSignal): Promise<void> {
  const { Body } = await client.send(new GetObjectCommand({ ...which, Range: 'bytes=0-0' }), { abortSignal })
  if (Body && 'destroy' in Body) Body.destroy()
}
