import 'server-only'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ActorVerb } from './actor.ts'

/** First line of every verb that touches storage or state. */
export function requireVerb(ctx: Pick<Context, 'actor'>, verb: ActorVerb): void {
  if (!ctx.actor.verbs.includes(verb)) throw new AppError('forbidden', `${ctx.actor.name} may not ${verb} here.`)
}
