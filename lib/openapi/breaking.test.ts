import { describe, expect, it } from 'vitest'
import { breakingChanges } from './breaking.ts'
import type { ApiDocument } from './document.ts'

type Document = Pick<ApiDocument, 'components' | 'paths'>

const BASE: Document = {
  components: {
    schemas: {
      Row: {
        type: 'object',
        properties: { key: { type: 'string' }, size: { type: ['integer', 'null'] } },
        required: ['key', 'size'],
      },
    },
    securitySchemes: {},
  },
  paths: {
    '/rows': {
      get: {
        operationId: 'listRows',
        summary: '',
        tags: [],
        parameters: [
          { name: 'sort', in: 'query', required: false, schema: { type: 'string', enum: ['key', '-key'] } },
          { name: 'per_page', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000 } },
        ],
        responses: {
          200: {
            description: '',
            headers: { Link: {} },
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Row' } } },
                  required: ['items'],
                },
              },
            },
          },
        },
      },
      post: {
        operationId: 'addRow',
        summary: '',
        tags: [],
        parameters: [],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { key: { type: 'string' }, note: { type: 'string', maxLength: 10 } },
                required: ['key'],
                additionalProperties: false,
              },
            },
          },
        },
        responses: { 201: { description: '' } },
      },
    },
  },
}

/** The base with one value changed, reached by its path. */
function changed(path: (string | number)[], value: unknown): Document {
  const copy = structuredClone(BASE) as unknown
  let at = copy as { [name: string | number]: unknown }
  for (const step of path.slice(0, -1)) at = at[step] as typeof at
  const last = path.at(-1) ?? ''
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy as Document
}

const GET = ['paths', '/rows', 'get']
const BODY = ['paths', '/rows', 'post', 'requestBody', 'content', 'application/json', 'schema']

describe('breakingChanges', () => {
  it.each<[string, (string | number)[], unknown, string]>([
    ['a path', ['paths', '/rows'], undefined, 'GET /rows is gone'],
    ['a method', [...GET], undefined, 'GET /rows is gone'],
    ['a parameter', [...GET, 'parameters'], [], 'the parameter "sort" is gone'],
    ['a value of an enum', [...GET, 'parameters', 0, 'schema', 'enum'], ['key'], '-key is refused now'],
    ['a limit', [...GET, 'parameters', 1, 'schema', 'maximum'], 100, 'maximum is tighter now'],
    ['an optional parameter', [...GET, 'parameters', 0, 'required'], true, '"sort" is needed now'],
    ['a type of a parameter', [...GET, 'parameters', 1, 'schema', 'type'], 'string', 'a integer is refused now'],
    ['a header', [...GET, 'responses', '200', 'headers'], {}, 'the header Link is gone'],
    ['a media type', [...GET, 'responses', '200', 'content'], {}, 'application/json is not answered any more'],
    ['a status', [...GET, 'responses', '200'], undefined, '200 is not answered any more'],
    ['a field of an answer', ['components', 'schemas', 'Row', 'properties', 'key'], undefined, '"key" is gone'],
    [
      'a field that was always there',
      ['components', 'schemas', 'Row', 'required'],
      ['key'],
      '"size" may be missing now',
    ],
    [
      'a type of an answer',
      ['components', 'schemas', 'Row', 'properties', 'key', 'type'],
      ['string', 'null'],
      'may be a null now',
    ],
    ['a field of a body', [...BODY, 'properties', 'note'], undefined, '"note" is refused now'],
    ['an optional field of a body', [...BODY, 'required'], ['key', 'note'], '"note" is needed now'],
    ['a length', [...BODY, 'properties', 'note', 'maxLength'], 5, 'maxLength is tighter now'],
  ])('%s', (_what, path, value, says) => {
    expect(breakingChanges(BASE, changed(path, value)).join('; ')).toContain(says)
  })

  it.each<[string, (string | number)[], unknown]>([
    ['nothing', ['components', 'securitySchemes'], {}],
    ['a new method', ['paths', '/rows', 'delete'], BASE.paths['/rows']?.get],
    ['a new optional field of a body', [...BODY, 'properties', 'more'], { type: 'string' }],
    ['a new field of an answer', ['components', 'schemas', 'Row', 'properties', 'more'], { type: 'string' }],
    ['a new value to send', [...GET, 'parameters', 0, 'schema', 'enum'], ['key', '-key', 'size']],
    ['a wider limit', [...GET, 'parameters', 1, 'schema', 'maximum'], 2000],
    ['an answer that is never null now', ['components', 'schemas', 'Row', 'properties', 'size', 'type'], ['integer']],
  ])('%s breaks nobody', (_what, path, value) => {
    expect(breakingChanges(BASE, changed(path, value))).toEqual([])
  })
})
