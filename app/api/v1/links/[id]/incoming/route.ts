import { operation, resource } from '@/lib/http/route.ts'
import { listIncoming } from '@/lib/incoming/list.ts'
import { IncomingList } from '@/lib/incoming/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'listIncoming',
    verb: 'share',
    on: 'stowage',
    summary: 'Files that came in through an upload link, and those that did not get through',
    returns: IncomingList,
    errors: ['not_found', 'unavailable'],
    handle: async ({ ctx, params }) => ({ items: await listIncoming(ctx, params.id ?? ''), next: null }),
  }),
})
