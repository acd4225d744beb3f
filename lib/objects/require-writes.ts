import 'server-only'
import { requireScope } from '../auth/require-scope.ts'
import type { Resource } from '../auth/scope.ts'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'

/** First line of every verb that changes objects. */
export function requireWrites(ctx: Context, resource: Resource): void {
  requireScope(ctx, 'write', resource)
  if (env().STOWAGE_WRITES === 'on') return
  throw new AppError(
    'writes_off',
    'This Stowage changes nothing in the storage. Its admin can allow it: set STOWAGE_WRITES=on and start it again.',
  )
}
