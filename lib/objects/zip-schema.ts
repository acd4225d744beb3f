import { z } from 'zod'

const KEYS_MAX = 10_000

export const ZipQuery = z.strictObject({
  prefix: z.string().default('').describe('The folder; nothing: the whole bucket'),
})

export const ZipRequest = z
  .strictObject({
    keys: z.array(z.string().min(1)).max(KEYS_MAX).default([]),
    prefixes: z.array(z.string()).max(100).default([]).describe('Folders, each with all below it'),
  })
  .refine(({ keys, prefixes }) => keys.length + prefixes.length > 0, 'name at least one key or prefix')
