import { publicRoute } from '@/lib/http/public-route.ts'
import { abortUpload } from '@/lib/incoming/abort.ts'
import { finishUpload } from '@/lib/incoming/finish.ts'
import { uploadProgress } from '@/lib/incoming/parts.ts'
import { openUpload, requireStarted } from '@/lib/incoming/upload.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute({
  GET: async ({ visitor, token, params }) =>
    Response.json(await uploadProgress(visitor, { token, ticket: params.ticket ?? '' })),
  POST: async ({ visitor, token, params }) => Response.json(await finishUpload(visitor, token, params.ticket ?? '')),
  DELETE: async ({ visitor, token, params }) => {
    const opened = await openUpload(visitor, token, params.ticket ?? '')
    requireStarted(opened)
    await abortUpload(visitor.store, opened)
    return new Response(null, { status: 204 })
  },
})
