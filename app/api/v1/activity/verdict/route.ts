import { proveActivity } from '@/lib/activity/prove.ts'
import { ActivityVerdict } from '@/lib/activity/schema.ts'
import { operation, resource } from '@/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'verifyActivity',
    verb: 'admin',
    on: 'stowage',
    summary: 'Whether the record of activity is whole: every row as it was written, none missing',
    description:
      'Reads the whole record. Keep `hash` elsewhere: it proves later that nothing up to here was rewritten.',
    returns: ActivityVerdict,
    errors: ['unavailable'],
    handle: ({ ctx }) => proveActivity(ctx),
  }),
})
