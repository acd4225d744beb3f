// A client from the document: openapi-typescript writes the types, openapi-fetch does the calls.
//   npx openapi-typescript "$STOWAGE_URL/api/openapi.json" --auth "Bearer $STOWAGE_TOKEN" -o stowage.d.ts
//   STOWAGE_URL=http://127.0.0.1:3000 STOWAGE_TOKEN=… node client.js field-survey
import createClient from 'openapi-fetch'
import type { paths } from './stowage.d.ts'

const { STOWAGE_URL = 'http://127.0.0.1:3000', STOWAGE_TOKEN = '' } = process.env
const stowage = createClient<paths>({ baseUrl: STOWAGE_URL, headers: { authorization: `Bearer ${STOWAGE_TOKEN}` } })

const { data, error } = await stowage.GET('/api/v1/buckets/{bucket}/objects', {
  params: {
    path: { bucket: process.argv[2] ?? 'field-survey' },
    query: { depth: 'below', sort: '-sizeBytes', per_page: 10 },
  },
})
if (error) throw new Error(`${error.code}: ${error.detail}`)
// The same path answers text where Accept asks for NDJSON or CSV.
if (typeof data === 'string') throw new Error('JSON was asked for.')
for (const { key, sizeBytes } of data.items) console.log(sizeBytes, key)
