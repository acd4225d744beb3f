import 'server-only'
import { requireScope } from '../auth/require-scope.ts'
import type { Context } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import { contentDisposition, fileNameOf } from '../http/content-disposition.ts'
import { endWithin } from '../policy/end-within.ts'
import { policyFor, requirePresigned } from '../policy/enforce.ts'
import { type BucketName, DOT_SEGMENT_REASON, hasDotSegment, toBucketName, toObjectKey } from '../s3/names.ts'
import { presignGet } from '../s3/presign.ts'
import { type LinkEnd, linkEnd } from './ends.ts'
import { linksOf } from './link-list.ts'
import { registerPresigned } from './register.ts'
import type { PresignedItem, PresignedLink, PresignedList, PresignRequest } from './schema.ts'

/**
 * One link, or a list of them with an answer per key. Nothing is asked of the storage but, at most, the bucket's region.
 * Each is in the register of links before it is answered.
 */
export async function createPresigned(
  ctx: Context,
  bucketText: string,
  request: PresignRequest,
): Promise<PresignedLink | PresignedList> {
  requireScope(ctx, 'share', { anywhereIn: bucketText })
  if ('key' in request) requireScope(ctx, 'share', { bucket: bucketText, key: request.key })
  const sign = await withinPolicy(ctx, bucketText, request)
  if ('key' in request) {
    const link = await sign(request.key, request)
    await registerPresigned(ctx, bucketText, request, [{ key: request.key, ...link }])
    return link
  }
  const items = request.keys.map((key) =>
    answerFor(key, () => {
      requireScope(ctx, 'share', { bucket: bucketText, key })
      return sign(key, {})
    }),
  )
  const answered = await Promise.all(items)
  await registerPresigned(ctx, bucketText, request, linksOf(answered))
  return { items: answered }
}

/** Signs as the policies of all that is asked for allow together. */
async function withinPolicy(ctx: Context, bucket: string, request: PresignRequest): Promise<Sign> {
  const keys = 'key' in request ? [request.key] : request.keys
  const rules = await policyFor(
    ctx,
    keys.map((key) => ({ connection: ctx.connection.name, bucket, key })),
  )
  requirePresigned(rules)
  const end = endWithin(rules, request.expiresInSeconds)
  const sign = await signerFor(ctx, toBucketName(bucket), {
    ...request,
    expiresInSeconds: end.seconds ?? request.expiresInSeconds,
  })
  return async (key, options) => {
    const link = await sign(key, options)
    return link.limitedBy === 'request' ? { ...link, limitedBy: end.limitedBy } : link
  }
}

type Sign = (
  key: string,
  options: { versionId?: string | undefined; fileName?: string | undefined },
) => Promise<PresignedLink>

/** Signs for one bucket, with one end for all: as asked, but never beyond the credentials' end or 7 days. */
export async function signerFor(
  ctx: Context,
  bucket: BucketName,
  asked: { expiresInSeconds: number; inline?: boolean | undefined },
): Promise<Sign> {
  const signer = await ctx.connection.signer(bucket, ctx.signal)
  const wanted = new Date(ctx.now().getTime() + asked.expiresInSeconds * 1000)
  const { expiresAt: credentialsExpireAt } = await ctx.connection.credentialsUntil(wanted)
  const end = linkEnd({ now: ctx.now(), askedSeconds: asked.expiresInSeconds, credentialsExpireAt })
  if (end.seconds < 1) {
    throw new AppError(
      'storage_credentials',
      "The server's temporary credentials have ended, so a link would not work at all. Renew them first.",
    )
  }
  return async (keyText, { versionId, fileName }) => {
    const key = toObjectKey(keyText)
    if (hasDotSegment(key)) throw new AppError('not_presignable', DOT_SEGMENT_REASON)
    const disposition = contentDisposition(asked.inline ? 'inline' : 'attachment', fileName ?? fileNameOf(key))
    return linkAnswer(
      await presignGet(signer, bucket, { key, versionId, contentDisposition: disposition }, end.seconds),
      end,
    )
  }
}

const linkAnswer = (url: string, end: LinkEnd): PresignedLink => ({
  url,
  expiresAt: end.endsAt.toISOString(),
  limitedBy: end.limitedBy,
})

async function answerFor(key: string, make: () => Promise<PresignedLink>): Promise<PresignedItem> {
  try {
    return { key, ...(await make()) }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { key, problem: { code: error.code, detail: error.message } }
  }
}
