import { z } from 'zod'

export const VersionsQuery = z.strictObject({ key: z.string() })

/** One version of an object, or the marker by which it was deleted. */
export const ObjectVersion = z
  .object({
    versionId: z.string().describe('`null` (the text) for what was put before versions were kept'),
    isLatest: z.boolean().describe('What is given where no version is named'),
    deleteMarker: z.boolean(),
    modifiedAt: z.string().nullable(),
    sizeBytes: z.number().int().nonnegative().nullable(),
    etag: z.string().nullable().describe('Without its quotes'),
    storageClass: z.string().nullable(),
  })
  .meta({ id: 'ObjectVersion' })
export type ObjectVersion = z.infer<typeof ObjectVersion>

export const VersionList = z
  .object({
    items: z.array(ObjectVersion),
    next: z.null(),
    more: z.boolean().describe('There may be older ones: the newest thousand are looked at'),
  })
  .meta({ id: 'VersionList' })
export type VersionList = z.infer<typeof VersionList>
