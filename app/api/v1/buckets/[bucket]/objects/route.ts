import { operation, resource } from '@/lib/http/route.ts'
import { listObjects } from '@/lib/objects/list.ts'
import { ObjectsQuery } from '@/lib/objects/list-query.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    verb: 'read',
    summary: 'Objects and folders of a prefix: JSON pages, NDJSON, CSV, or column blocks',
    query: ObjectsQuery,
    handle: ({ ctx, params, query, request }) =>
      listObjects(ctx, {
        bucket: params.bucket ?? '',
        query,
        accept: request.headers.get('accept') ?? '',
        url: request.url,
      }),
  }),
})
