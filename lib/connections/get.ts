import 'server-only'
import { requireVerb } from '../auth/require-verb.ts'
import type { Context } from '../context.ts'
import { describeConnection } from './describe.ts'
import { findConnection } from './find.ts'
import type { ConnectionInfo } from './schema.ts'

export async function getConnection(
  ctx: Pick<Context, 'actor' | 'requestId' | 'store'>,
  name: string,
): Promise<ConnectionInfo> {
  requireVerb(ctx, 'read', name)
  return describeConnection(ctx, await findConnection(name))
}
