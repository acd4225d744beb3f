import 'server-only'
import { doerOf, record } from '../activity/record.ts'
import { requireVerb } from '../auth/require-verb.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Db } from '../store/store.ts'

/** Ends a token at once, and every token that was made with it: who had it can no longer do anything. */
export async function endToken(ctx: Context, id: string): Promise<void> {
  requireVerb(ctx, 'admin')
  const missing = () => new AppError('not_found', 'There is no token with this id. GET /api/v1/tokens lists them.')
  // PostgreSQL would fail on text that it cannot keep.
  if (!/^[0-9A-Za-z]{1,40}$/.test(id)) throw missing()
  await ctx.store.write(async (db) => {
    const found = await db.selectFrom('token').select(['id', 'name', 'endedAt']).where('id', '=', id).executeTakeFirst()
    if (!found) throw missing()
    if (found.endedAt !== null) return
    const ids = await withMade(db, id)
    await db
      .updateTable('token')
      .set({ endedAt: ctx.now().getTime() })
      .where('id', 'in', ids)
      .where('endedAt', 'is', null)
      .execute()
    await record(db, doerOf(ctx), {
      action: 'token.end',
      subject: id,
      details: { name: found.name, ended: ids.length },
    })
  })
}

async function withMade(db: Db, id: string): Promise<string[]> {
  const all = [id]
  for (let last = [id]; last.length > 0; ) {
    const made = await db.selectFrom('token').select('id').where('makerId', 'in', last).execute()
    last = made.map((row) => row.id).filter((one) => !all.includes(one))
    all.push(...last)
  }
  return all
}
