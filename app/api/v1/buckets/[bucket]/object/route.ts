import { operation, resource } from '@/lib/http/route.ts'
import { ObjectDetails } from '@/lib/objects/details-schema.ts'
import { getObjectDetails } from '@/lib/objects/get-details.ts'
import { ObjectQuery } from '@/lib/objects/object-query.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'getObject',
    verb: 'read',
    summary: "One object's full representation",
    query: ObjectQuery,
    returns: ObjectDetails,
    errors: ['no_such_key', 'object_archived', 'precondition_failed'],
    example: { params: { bucket: 'field-survey' }, query: { key: 'README.md' } },
    handle: ({ ctx, params, query }) => getObjectDetails(ctx, { bucket: params.bucket ?? '', ...query }),
  }),
})
