import { findConnection } from '@/lib/connections/find.ts'
import { ConnectionInfo, SetReachRequest } from '@/lib/connections/schema.ts'
import { setReach } from '@/lib/connections/set-reach.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: operation({
    id: 'setReach',
    verb: 'admin',
    on: 'stowage',
    summary: 'Say whether browsers reach the storage, as one found out with the URL of probe',
    description:
      'Where STOWAGE_DOWNLOADS is `auto`, downloads of this connection go that way from then on, those of links made before as well. What is said is of the address that browsers are sent to now: when that changes, it is forgotten.',
    body: SetReachRequest,
    returns: ConnectionInfo,
    errors: ['not_found', 'unavailable'],
    example: { params: { name: 'default' }, body: { downloads: 'presigned' } },
    handle: async ({ ctx, params, body }) => setReach({ ...ctx, connection: await findConnection(params.name) }, body),
  }),
})
