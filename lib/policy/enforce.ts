import 'server-only'
import { requireScope } from '../auth/require-scope.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { combined, governs, maySharePlace, type SharedPlace } from './effective.ts'
import { allPolicies } from './policies.ts'
import type { EffectivePolicy, EffectiveQuery, PolicyRules } from './schema.ts'

type Sharer = Pick<Context, 'actor' | 'store'>

/** What holds where this is shared. @throws AppError forbidden for who may not share there */
export async function policyFor(ctx: Sharer, places: readonly SharedPlace[]): Promise<PolicyRules> {
  const policies = await allPolicies(ctx.store)
  const rules = combined(policies.filter((policy) => places.some((place) => governs(policy, place))))
  if (maySharePlace(rules, ctx.actor)) return rules
  throw new AppError('forbidden', `A policy lets only some share here, and ${ctx.actor.name} is not one of them.`)
}

/** What a form shows before the link is made. */
export async function effectivePolicy(ctx: Context, { bucket, key, prefix }: EffectiveQuery): Promise<EffectivePolicy> {
  requireScope(ctx, 'share', key === undefined ? { bucket, prefix: prefix ?? '' } : { bucket, key })
  const place: SharedPlace = { connection: ctx.connection.name, bucket, key, prefix }
  const rules = combined((await allPolicies(ctx.store)).filter((policy) => governs(policy, place)))
  return { ...rules, mayShare: maySharePlace(rules, ctx.actor) }
}

export function requirePassword({ passwordRequired }: PolicyRules, hasPassword: boolean): void {
  if (passwordRequired && !hasPassword)
    throw new AppError('forbidden', 'A policy asks for a password on every link here. Set one.')
}

/** A presigned URL has no password and cannot be taken back. */
export function requirePresigned({ managedOnly, passwordRequired }: PolicyRules): void {
  if (managedOnly || passwordRequired) {
    const why = managedOnly ? 'allows only links that can be taken back' : 'asks for a password on every link'
    throw new AppError('forbidden', `A policy ${why} here, so no presigned URL. Make a managed link.`)
  }
}
