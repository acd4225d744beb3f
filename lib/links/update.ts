import 'server-only'
import { doerOf, record } from '../activity/record.ts'
import { hashPassword } from '../auth/password.ts'
import { downloadsByConnection } from '../connections/downloads.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { endWithin } from '../policy/end-within.ts'
import { policyFor, requirePassword } from '../policy/enforce.ts'
import type { PolicyRules } from '../policy/schema.ts'
import type { LinkTable } from '../store/tables.ts'
import { requireLink } from './get.ts'
import { linkById, linkInfo, resourceOf } from './rows.ts'
import type { LinkInfo, UpdateLinkRequest } from './schema.ts'

type Changes = Partial<LinkTable>

export async function updateLink(ctx: Context, id: string, request: UpdateLinkRequest): Promise<LinkInfo> {
  const before = await ctx.store.read((db) => linkById(db, id))
  requireLink(ctx, before)
  const rules = await policyFor(ctx, [{ connection: before.connection, ...resourceOf(before) }])
  if (request.password === null) requirePassword(rules, false)
  const changes = await changesOf(request, rules, ctx.now())
  const link = await ctx.store.write(async (db): Promise<LinkTable> => {
    const found = await linkById(db, id)
    if (found.endedAt !== null)
      throw new AppError('conflict', 'This link has been taken back and stays so. Make a new one.')
    if (found.kind === 'presigned' && Object.keys(changes).some((name) => name !== 'note' && name !== 'recipient'))
      throw new AppError('conflict', 'Of a presigned URL only the note can be changed: the storage decides the rest.')
    if (Object.keys(changes).length === 0) return found
    await db.updateTable('link').set(changes).where('id', '=', id).execute()
    // Who opened it with the password of before is asked again.
    if (changes.passwordHash !== undefined) await db.deleteFrom('linkUnlock').where('linkId', '=', id).execute()
    await record(db, doerOf(ctx), {
      action: 'link.update',
      connection: found.connection,
      bucket: found.bucket,
      key: found.key || found.prefix,
      subject: id,
      details: { changed: Object.keys(request).join(', ') },
    })
    return { ...found, ...changes }
  })
  return linkInfo(link, ctx.now(), await downloadsByConnection(ctx.store))
}

async function changesOf(request: UpdateLinkRequest, rules: PolicyRules, now: Date): Promise<Changes> {
  const changes: Changes = {}
  for (const name of ['note', 'recipient', 'sharedBy', 'fileName'] as const) {
    const value = request[name]
    if (value !== undefined) changes[name] = value
  }
  for (const name of ['inline', 'endsAtOnce'] as const) {
    const value = request[name]
    if (value !== undefined) changes[name] = value ? 1 : 0
  }
  const { expiresInSeconds, password, maxDownloads } = request
  if (expiresInSeconds !== undefined) {
    const end = endWithin(rules, expiresInSeconds)
    changes.expiresAt = end.seconds === null ? null : now.getTime() + end.seconds * 1000
    changes.limitedBy = end.limitedBy
  }
  if (password !== undefined) changes.passwordHash = password === null ? '' : await hashPassword(password)
  if (maxDownloads !== undefined) changes.maxDownloads = maxDownloads
  return changes
}
