import { z } from 'zod'

/** What can be done, each as `noun.verb`. A row keeps its action for ever, so a name is never given another meaning. */
export const ACTIONS = [
  'session.start',
  'session.end',
  'object.download',
  'object.write',
  'object.delete',
  'presign.create',
  'link.create',
  'link.open',
  'link.unlock',
  'link.download',
  'link.update',
  'link.end',
  'upload.start',
  'upload.finish',
  'upload.abort',
  'policy.set',
  'policy.remove',
  'token.create',
  'token.end',
] as const

export const Action = z.enum(ACTIONS)
export type Action = z.infer<typeof Action>

/** `refused`: it was asked for and not allowed. */
export const Outcome = z.enum(['done', 'refused'])
export type Outcome = z.infer<typeof Outcome>
