import { operation, resource } from '@/lib/http/route.ts'
import { endToken } from '@/lib/tokens/end.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  DELETE: operation({
    id: 'endToken',
    verb: 'admin',
    on: 'stowage',
    summary: 'End an API token at once, and every token made with it',
    answers: { 204: { description: 'It has ended' } },
    errors: ['not_found'],
    handle: async ({ ctx, params }) => {
      await endToken(ctx, params.id ?? '')
      return undefined
    },
  }),
})
