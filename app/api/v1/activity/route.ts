import { activityExport } from '@/lib/activity/export.ts'
import { listActivity } from '@/lib/activity/list.ts'
import { ActivityList, ActivityQuery } from '@/lib/activity/schema.ts'
import { pageResponse } from '@/lib/http/page-response.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'listActivity',
    verb: 'admin',
    on: 'stowage',
    summary: 'What was done, by whom, when: newest first',
    description: 'With `Accept: text/csv` or `application/x-ndjson` every row that fits, streamed.',
    query: ActivityQuery,
    answers: {
      200: {
        description: 'One page',
        json: ActivityList,
        types: ['text/csv', 'application/x-ndjson'],
        headers: ['Link', 'X-Total-Count'],
      },
    },
    errors: ['unavailable'],
    example: { query: { action: 'object.download', per_page: '10' } },
    handle: async ({ ctx, query, request }) => {
      const whole = activityExport(ctx, query, request.headers.get('accept') ?? '')
      if (whole) return whole
      const { items, total, next } = await listActivity(ctx, query)
      return pageResponse(request.url, { items }, { total, next: next === null ? null : { cursor: next } })
    },
  }),
})
