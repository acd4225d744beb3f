import { operation, resource } from '@/lib/http/route.ts'
import { listPolicies, setPolicy } from '@/lib/policy/policies.ts'
import { Policy, PolicyList, SetPolicyRequest } from '@/lib/policy/schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'listPolicies',
    verb: 'admin',
    on: 'stowage',
    summary: 'What links may be, and where',
    returns: PolicyList,
    errors: ['unavailable'],
    handle: async ({ ctx }) => ({ items: await listPolicies(ctx), next: null }),
  }),
  PUT: operation({
    id: 'setPolicy',
    verb: 'admin',
    on: 'stowage',
    summary: 'Set what links may be at one place; set again, it is replaced',
    description: 'For links that are made or changed from now on: those there are stay as they are.',
    body: SetPolicyRequest,
    returns: Policy,
    example: { body: { bucket: 'field-survey', longestLifeSeconds: 2_592_000 } },
    errors: ['unavailable'],
    handle: ({ ctx, body }) => setPolicy(ctx, body),
  }),
})
