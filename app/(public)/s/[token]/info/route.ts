import { publicRoute } from '@/lib/http/public-route.ts'
import { parseWith, queryRecord } from '@/lib/http/query.ts'
import { listShared } from '@/lib/links/entries.ts'
import { SharedEntriesQuery } from '@/lib/links/public-schema.ts'
import { viewLink } from '@/lib/links/view.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute({
  GET: async ({ visitor, token, request }) => {
    const query = parseWith(SharedEntriesQuery, queryRecord(request.url), 'parameter')
    const { link, opened } = await viewLink(visitor, token)
    const entries = opened && link.state === 'open' && link.target !== 'object' ? await listShared(opened, query) : null
    return Response.json({ link, entries })
  },
})
