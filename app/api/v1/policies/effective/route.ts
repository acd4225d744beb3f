import { operation, resource } from '@/lib/http/route.ts'
import { effectivePolicy } from '@/lib/policy/enforce.ts'
import { EffectivePolicy, EffectiveQuery } from '@/lib/policy/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'getEffectivePolicy',
    verb: 'share',
    summary: 'What a link may be at this place, before it is made',
    query: EffectiveQuery,
    returns: EffectivePolicy,
    errors: ['unavailable'],
    example: { query: { bucket: 'field-survey', key: 'README.md' } },
    handle: ({ ctx, query }) => effectivePolicy(ctx, query),
  }),
})
