import { operation, resource } from '@/lib/http/route.ts'
import { deleteMany } from '@/lib/objects/delete.ts'
import { DeleteAnswer, DeleteRequest } from '@/lib/objects/write-schema.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: operation({
    id: 'deleteObjects',
    verb: 'write',
    summary: 'Delete many objects, or versions of them, with an answer for each',
    body: DeleteRequest,
    answers: { 200: { description: 'One answer an object, in the order asked', json: DeleteAnswer } },
    errors: ['writes_off'],
    example: { params: { bucket: 'field-survey' }, body: { objects: [{ key: 'no-longer-needed.tmp' }] } },
    handle: ({ ctx, params, body }) => deleteMany(ctx, params.bucket ?? '', body),
  }),
})
