import { getBucket } from '@/lib/buckets/get.ts'
import { BucketDetails } from '@/lib/buckets/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    verb: 'read',
    summary: "One bucket's properties, each with its own permission answer",
    returns: BucketDetails,
    handle: ({ ctx, params }) => getBucket(ctx, params.bucket ?? ''),
  }),
})
