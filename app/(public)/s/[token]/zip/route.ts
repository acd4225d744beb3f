import { formBody } from '@/lib/http/form-body.ts'
import { publicRoute } from '@/lib/http/public-route.ts'
import { zipShared } from '@/lib/links/zip.ts'
import { linkPath } from '@/lib/paths.ts'

const toPage = async ({ token }: { token: string }) =>
  new Response(null, { status: 303, headers: { location: linkPath(token) } })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute({
  GET: toPage,
  HEAD: toPage,
  POST: async ({ visitor, token, request }) => {
    const form = await formBody(request)
    const password = form.get('password') ?? undefined
    return zipShared(visitor, { token, password, keys: form.getAll('key'), prefixes: form.getAll('prefix') })
  },
})
