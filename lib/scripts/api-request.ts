import { bucketsApi, contentApi, DEFAULT_CONNECTION, objectApi, objectsApi, presignApi } from '../paths.ts'
import type { LinkView, ListingView, ScriptContext, ScriptView } from './view.ts'

export type ApiRequest = {
  method: 'GET' | 'POST'
  /** Path without its query. */
  path: string
  query: [name: string, value: string][]
  body: { [name: string]: unknown } | null
}

/** The request to our own REST API that answers what is on screen. */
export function apiRequest(view: Exclude<ScriptView, LinkView>, { connection }: ScriptContext): ApiRequest {
  const shared = connection.name === DEFAULT_CONNECTION ? {} : { connection: connection.name }
  const get = (href: string, values: Values): ApiRequest => ({
    method: 'GET',
    path: pathOf(href),
    query: pairs({ ...values, ...shared }),
    body: null,
  })
  switch (view.kind) {
    case 'buckets':
      return get(bucketsApi(), { q: view.q, sort: view.sort })
    case 'objects':
      return get(objectsApi(view.bucket), listingValues(view))
    case 'object':
      return get(objectApi(view.bucket, ''), { key: view.key, versionId: view.versionId })
    case 'download':
      return get(contentApi(view.bucket, ''), { key: view.key, versionId: view.versionId, download: 1 })
    case 'presign': {
      const [only] = view.keys
      const one = view.keys.length === 1 && only !== undefined
      const names = one ? { fileName: view.fileName || undefined, versionId: view.versionId ?? undefined } : {}
      const wanted = { expiresInSeconds: view.expiresInSeconds, inline: view.inline || undefined, ...names }
      return {
        method: 'POST',
        path: pathOf(presignApi(view.bucket)),
        query: pairs(shared),
        body: one ? { key: only, ...wanted } : { keys: view.keys, ...wanted },
      }
    }
  }
}

type Values = { [name: string]: string | number | null | undefined }

const pathOf = (href: string): string => href.split('?')[0] ?? href

function listingValues({ prefix, depth, q, sort, filters }: ListingView): Values {
  const plain = sort === undefined || sort === 'key'
  return { prefix, depth: depth === 'here' ? undefined : depth, q, sort: plain ? undefined : sort, ...filters }
}

function pairs(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  )
}
