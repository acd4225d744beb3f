import { operation, resource } from '@/lib/http/route.ts'
import { deleteOne } from '@/lib/objects/delete.ts'
import { ObjectDetails } from '@/lib/objects/details-schema.ts'
import { getObjectDetails } from '@/lib/objects/get-details.ts'
import { ObjectQuery } from '@/lib/objects/object-query.ts'
import { updateObject } from '@/lib/objects/update.ts'
import { DeletedObject, ObjectChange, ObjectRepresentation } from '@/lib/objects/write-schema.ts'

const example = { params: { bucket: 'field-survey' }, query: { key: 'README.md' } }
const changing = ['writes_off', 'no_such_key', 'object_archived', 'precondition_failed', 'not_changeable'] as const

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: operation({
    id: 'getObject',
    verb: 'read',
    summary: "One object's full representation",
    query: ObjectQuery,
    returns: ObjectDetails,
    errors: ['no_such_key', 'object_archived', 'precondition_failed'],
    example,
    handle: ({ ctx, params, query }) => getObjectDetails(ctx, { bucket: params.bucket ?? '', ...query }),
  }),
  PUT: operation({
    id: 'putObject',
    verb: 'write',
    guarded: true,
    summary: "Replace an object's representation: what GET answered, with other values; its bytes stay",
    description:
      'Metadata, tags, storage class and content headers. S3 changes them by copying the object onto itself, which makes a new version where versions are kept.',
    query: ObjectQuery,
    body: ObjectRepresentation,
    answers: { 200: { description: 'The new representation', json: ObjectDetails, headers: ['ETag'] } },
    errors: changing,
    handle: ({ ctx, params, query, body, request }) =>
      updateObject(
        ctx,
        { bucket: params.bucket ?? '', ...query },
        { change: body, ifMatch: request.headers.get('if-match') },
      ),
  }),
  PATCH: operation({
    id: 'patchObject',
    verb: 'write',
    guarded: true,
    summary: "Change a part of an object's representation; what is not named stays",
    query: ObjectQuery,
    body: ObjectChange,
    answers: { 200: { description: 'The new representation', json: ObjectDetails, headers: ['ETag'] } },
    errors: changing,
    example: { ...example, body: { cacheControl: 'max-age=3600' } },
    handle: ({ ctx, params, query, body, request }) =>
      updateObject(
        ctx,
        { bucket: params.bucket ?? '', ...query },
        { change: body, ifMatch: request.headers.get('if-match') },
      ),
  }),
  DELETE: operation({
    id: 'deleteObject',
    verb: 'write',
    guarded: true,
    summary: 'Delete an object, or one version of it',
    query: ObjectQuery,
    answers: { 200: { description: 'What is gone now', json: DeletedObject } },
    errors: changing,
    handle: ({ ctx, params, query, request }) =>
      deleteOne(ctx, { bucket: params.bucket ?? '', ...query }, request.headers.get('if-match')),
  }),
})
