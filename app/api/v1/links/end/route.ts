import { operation, resource } from '@/lib/http/route.ts'
import { endLinks } from '@/lib/links/end.ts'
import { EndLinksAnswer, EndLinksRequest } from '@/lib/links/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: operation({
    id: 'endLinks',
    verb: 'share',
    on: 'stowage',
    summary: 'End several links, with an answer for each',
    body: EndLinksRequest,
    returns: EndLinksAnswer,
    errors: ['unavailable'],
    handle: ({ ctx, body }) => endLinks(ctx, body.ids),
  }),
})
