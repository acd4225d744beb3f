import 'server-only'
import { doerOf, record } from '../activity/record.ts'
import { hashPassword } from '../auth/password.ts'
import { requireScope } from '../auth/require-scope.ts'
import { hashSecret, newId, newToken } from '../auth/secret.ts'
import type { Context } from '../context.ts'
import { linkPath } from '../paths.ts'
import type { Db } from '../store/store.ts'
import type { LinkTable } from '../store/tables.ts'
import { linkInfo, NEW_LINK } from './rows.ts'
import type { CreateLinkRequest, LinkCreated } from './schema.ts'
import { type Target, targetOf } from './targets.ts'

const ROWS_AT_ONCE = 500

/** @param origin what people type before the path, such as https://stowage.example.org */
export async function createLink(ctx: Context, request: CreateLinkRequest, origin: string): Promise<LinkCreated> {
  requireTarget(ctx, request)
  const { objects, ...target } = await targetOf(ctx, request)
  const token = newToken()
  const now = ctx.now()
  const end = request.expiresInSeconds === undefined ? null : now.getTime() + request.expiresInSeconds * 1000
  const link: LinkTable = {
    ...NEW_LINK,
    ...target,
    id: newId(),
    tokenHash: hashSecret(token),
    kind: 'managed',
    connection: ctx.connection.name,
    bucket: request.bucket,
    createdAt: now.getTime(),
    createdBy: ctx.actor.name,
    createdById: ctx.actor.id,
    expiresAt: end,
    passwordHash: request.password === undefined ? '' : await hashPassword(request.password),
    maxDownloads: request.maxDownloads ?? null,
    note: request.note ?? '',
    recipient: request.recipient ?? '',
    sharedBy: request.sharedBy ?? '',
    fileName: request.fileName ?? '',
    inline: request.inline ? 1 : 0,
    endsAtOnce: request.endsAtOnce ? 1 : 0,
  }
  await ctx.store.write(async (db) => {
    await db.insertInto('link').values(link).execute()
    await insertObjects(db, link.id, objects)
    await record(db, doerOf(ctx), createdEntry(link))
  })
  return { ...linkInfo(link, now), url: `${origin}${linkPath(token)}` }
}

function requireTarget(ctx: Context, request: CreateLinkRequest): void {
  const { bucket } = request
  if ('keys' in request) for (const key of request.keys) requireScope(ctx, 'share', { bucket, key })
  else requireScope(ctx, 'share', 'key' in request ? { bucket, key: request.key } : { bucket, prefix: request.prefix })
}

async function insertObjects(db: Db, linkId: string, objects: Target['objects']): Promise<void> {
  const rows = objects.map((object, position) => ({ ...object, linkId, position }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('linkObject')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
}

export const createdEntry = (link: LinkTable) => ({
  action: 'link.create' as const,
  connection: link.connection,
  bucket: link.bucket,
  key: link.target === 'object' ? link.key : link.prefix,
  subject: link.id,
  details: {
    kind: link.kind,
    target: link.target,
    keys: link.keyCount,
    expiresAt: link.expiresAt === null ? null : new Date(link.expiresAt).toISOString(),
    password: link.passwordHash !== '',
    maxDownloads: link.maxDownloads,
    note: link.note,
    recipient: link.recipient,
  },
})
