import { operation, resource } from '@/lib/http/route.ts'
import { removePolicy } from '@/lib/policy/policies.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: operation({
    id: 'removePolicy',
    verb: 'admin',
    on: 'stowage',
    summary: 'Remove a policy',
    answers: { 204: { description: 'Removed' } },
    errors: ['not_found', 'unavailable'],
    handle: async ({ ctx, params }) => {
      await removePolicy(ctx, params.id ?? '')
      return undefined
    },
  }),
})
