import 'server-only'
import { requireVerb } from '../auth/require-verb.ts'
import type { Context } from '../context.ts'
import { tokenOf } from './rows.ts'
import type { Token } from './schema.ts'

/** One page, the newest first, the ended ones among them. */
export async function listTokens(
  ctx: Pick<Context, 'actor' | 'store' | 'now'>,
  { page, per_page }: { page: number; per_page: number },
): Promise<{ items: Token[]; total: number }> {
  requireVerb(ctx, 'admin')
  return ctx.store.read(async (db) => {
    const rows = await db
      .selectFrom('token')
      .selectAll()
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute()
    const { total } = await db
      .selectFrom('token')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return { items: rows.map((row) => tokenOf(row, ctx.now())), total: Number(total) }
  })
}
