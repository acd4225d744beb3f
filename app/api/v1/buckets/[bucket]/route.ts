import { getBucket } from '@/lib/buckets/get.ts'
import { BucketDetails } from '@/lib/buckets/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'getBucket',
    verb: 'read',
    summary: "One bucket's properties, each with its own permission answer",
    returns: BucketDetails,
    example: { params: { bucket: 'field-survey' } },
    handle: ({ ctx, params }) => getBucket(ctx, params.bucket ?? ''),
  }),
})
