import { getConnection } from '@/lib/connections/get.ts'
import { ConnectionInfo } from '@/lib/connections/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'getConnection',
    verb: 'read',
    summary: 'One connection',
    returns: ConnectionInfo,
    on: 'stowage',
    errors: ['not_found'],
    example: { params: { name: 'default' } },
    handle: ({ ctx, params }) => getConnection(ctx, params.name ?? ''),
  }),
})
