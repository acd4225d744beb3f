import { z } from 'zod'

const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((text) => text === '1')

export const SizeQuery = z.strictObject({
  prefix: z.string().default('').describe('The folder; nothing: the whole bucket'),
  fast: flag.describe('1: up to 64 requests at once'),
})

/** What lies below a prefix, so far; the last line of the live form, and the only one of the plain form, has a state. */
export const FolderSize = z
  .object({
    prefix: z.string(),
    state: z.enum(['running', 'complete', 'stopped', 'failed']),
    objects: z.number(),
    bytes: z.number(),
    requests: z.number(),
    /** Why the count is not complete; null when it is, or still runs. */
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'FolderSize' })
export type FolderSize = z.infer<typeof FolderSize>
