import { operation, resource } from '@/lib/http/route.ts'
import { listObjectVersions } from '@/lib/objects/list-versions.ts'
import { VersionList, VersionsQuery } from '@/lib/objects/versions-schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'listVersions',
    verb: 'read',
    summary: "An object's versions and delete markers, newest first",
    query: VersionsQuery,
    returns: VersionList,
    errors: ['no_such_key'],
    example: { params: { bucket: 'field-survey' }, query: { key: 'README.md' } },
    handle: ({ ctx, params, query }) => listObjectVersions(ctx, { bucket: params.bucket ?? '', ...query }),
  }),
})
