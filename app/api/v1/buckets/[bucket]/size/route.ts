import { operation, resource } from '@/lib/http/route.ts'
import { countFolder } from '@/lib/objects/count-folder.ts'
import { FolderSize, SizeQuery } from '@/lib/objects/size-schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'countFolder',
    verb: 'read',
    summary: 'Objects and bytes below a prefix; as NDJSON live while they are counted',
    query: SizeQuery,
    answers: {
      200: {
        description: 'The count; as NDJSON a line each quarter of a second',
        json: FolderSize,
        types: ['application/x-ndjson'],
      },
    },
    example: { params: { bucket: 'field-survey' } },
    handle: ({ ctx, params, query, request }) =>
      countFolder(ctx, {
        bucket: params.bucket ?? '',
        prefix: query.prefix,
        fast: query.fast,
        live: (request.headers.get('accept') ?? '').includes('application/x-ndjson'),
      }),
  }),
})
