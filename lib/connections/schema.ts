import { z } from 'zod'

/** A connection as people see it: never a secret. */
export const ConnectionInfo = z
  .object({
    name: z.string(),
    kind: z.enum(['default', 'profile', 'sandbox']),
    endpoint: z.string().nullable().describe('Null: Amazon S3, by region'),
    region: z.string(),
    source: z.string().describe('Where the credentials come from, in words'),
    accessKeyLastFour: z.string().nullable(),
    accountId: z.string().nullable(),
    isTemporary: z.boolean(),
    expiresAt: z
      .string()
      .nullable()
      .describe('When the credentials end; null: they do not, or the provider does not say'),
    downloads: z
      .enum(['presigned', 'through'])
      .describe('How downloads go: straight from the storage, or through Stowage (STOWAGE_DOWNLOADS)'),
    writes: z.boolean().describe('Whether objects may be changed and files let in here (STOWAGE_WRITES)'),
    warnings: z.array(z.string()),
    /** Why no credentials can be had, a sentence; null when they can. */
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Connection' })
export type ConnectionInfo = z.infer<typeof ConnectionInfo>
export const ConnectionList = z.object({ items: z.array(ConnectionInfo), next: z.null() })

export const CHECKS = ['list_buckets', 'list', 'head', 'get'] as const
export const ConnectionCheck = z
  .object({
    check: z.enum(CHECKS),
    result: z.enum(['ok', 'denied', 'failed', 'skipped']),
    detail: z.string(),
  })
  .meta({ id: 'ConnectionCheck' })
export type ConnectionCheck = z.infer<typeof ConnectionCheck>
export const ConnectionCheckList = z.object({ items: z.array(ConnectionCheck), next: z.null() })
