import { z } from 'zod'
import { operation, resource } from '@/lib/http/route.ts'
import { type ApiDocument, openapiDocument } from '@/lib/openapi/document.ts'
import { RESOURCES } from '../resources.ts'

/** In a file of its own, since the document describes this route too. */
export const getDocument = operation({
  id: 'getDocument',
  on: 'stowage',
  verb: 'read',
  summary: 'This document: OpenAPI 3.1',
  answers: { 200: { description: 'The document', json: z.looseObject({ openapi: z.string() }) } },
  handle: async () => apiDocument(),
})

let document: ApiDocument | undefined

export function apiDocument(): ApiDocument {
  document ??= openapiDocument({ ...RESOURCES, '/api/openapi.json': resource({ GET: getDocument }) })
  return document
}
