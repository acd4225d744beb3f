import { operation, resource } from '@/lib/http/route.ts'
import { downloadObject } from '@/lib/objects/download.ts'
import { DownloadQuery } from '@/lib/objects/object-query.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    verb: 'read',
    summary: 'A redirect to a presigned URL, or the bytes where none can work',
    query: DownloadQuery,
    handle: ({ ctx, params, query, request }) =>
      downloadObject(ctx, { bucket: params.bucket ?? '', ...query, download: true, headers: request.headers }),
  }),
})
