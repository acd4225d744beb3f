import { listConnections } from '@/lib/connections/list.ts'
import { ConnectionList } from '@/lib/connections/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'listConnections',
    verb: 'read',
    summary: 'Every connection: where it leads and whose credentials it uses, never a secret',
    returns: ConnectionList,
    on: 'stowage',
    handle: ({ ctx }) => listConnections(ctx),
  }),
})
