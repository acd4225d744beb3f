import { z } from 'zod'

const MEBIBYTE = 1024 * 1024
/** S3's own: at most 10,000 parts, each but the last of 5 MiB at least. */
export const PARTS_MAX = 10_000
export const PART_BYTES_MIN = 8 * MEBIBYTE
export const FILE_BYTES_MAX = 5 * 1024 ** 4

const bytes = z.number().int().min(1).max(FILE_BYTES_MAX)

/** What an upload link lets in. */
export const UploadLimits = z
  .object({
    maxFileBytes: bytes.nullable().default(null),
    maxTotalBytes: bytes.nullable().default(null),
    types: z
      .array(z.string().regex(/^\.[a-z0-9]{1,12}$/, 'a type is an extension in lower case, such as .pdf'))
      .max(50)
      .default([])
      .describe('Extensions of file names; any when empty'),
  })
  .meta({ id: 'UploadLimits' })
export type UploadLimits = z.infer<typeof UploadLimits>

/** What who uploads says of a file first. */
export const StartUploadRequest = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(255)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'it must be plain text'),
  sizeBytes: z.number().int().min(0).max(FILE_BYTES_MAX),
  contentType: z
    .string()
    .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/)
    .default('application/octet-stream'),
  password: z.string().max(256).optional(),
})
export type StartUploadRequest = z.infer<typeof StartUploadRequest>

/** An upload as who makes it sees it; `parts` are those that have arrived. */
export type UploadProgress = {
  ticket: string
  state: 'started' | 'finished' | 'aborted'
  name: string
  sizeBytes: number
  partBytes: number
  partCount: number
  parts: { number: number; sizeBytes: number }[]
}

/** An upload as the admin sees it. */
export const IncomingFile = z
  .object({
    id: z.string(),
    state: z.enum(['started', 'finished', 'aborted']),
    name: z.string(),
    key: z.string(),
    sizeBytes: z.number(),
    startedAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'IncomingFile' })
export type IncomingFile = z.infer<typeof IncomingFile>
export const IncomingList = z.object({ items: z.array(IncomingFile), next: z.null() }).meta({ id: 'IncomingList' })
