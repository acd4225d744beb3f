import { operation, resource } from '@/lib/http/route.ts'
import { getContent } from '@/lib/objects/get-content.ts'
import { ContentQuery } from '@/lib/objects/object-query.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    verb: 'read',
    summary: "An object's bytes through Stowage; ranges and conditions honoured",
    query: ContentQuery,
    handle: ({ ctx, params, query, request }) =>
      getContent(ctx, { bucket: params.bucket ?? '', ...query, headers: request.headers }),
  }),
})
