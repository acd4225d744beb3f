import { z } from 'zod'
import { checkConnection } from '@/lib/connections/check.ts'
import { findConnection } from '@/lib/connections/find.ts'
import { ConnectionCheckList } from '@/lib/connections/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'checkConnection',
    verb: 'read',
    summary: 'Which of list buckets, list, head and get work',
    query: z.strictObject({ bucket: z.string().optional().describe('The bucket to try on') }),
    returns: ConnectionCheckList,
    errors: ['not_found', 'invalid_bucket'],
    example: { params: { name: 'default' }, query: { bucket: 'field-survey' } },
    handle: async ({ ctx, params, query }) =>
      checkConnection({ ...ctx, connection: await findConnection(params.name) }, query.bucket),
  }),
})
