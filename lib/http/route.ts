import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor, ActorVerb } from '../auth/actor.ts'
import { authenticate } from '../auth/authenticate.ts'
import { requireVerb } from '../auth/require-verb.ts'
import { findConnection } from '../connections/find.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { jsonBody } from './body.ts'
import { problemResponse } from './problem.ts'
import { parseWith, queryRecord } from './query.ts'
import { requireSameOrigin } from './same-origin.ts'

const NoFields = z.strictObject({})

/** What a handler is given: everything parsed, and the context its verb wants. */
export type Handled<Query, Body> = {
  ctx: Context
  params: { [name: string]: string }
  query: Query
  body: Body
  request: Request
}

type Answer = Response | object

/** One method of one resource: who may, what comes in, and the verb that does it. */
export type Operation<Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> = {
  verb: ActorVerb
  summary: string
  query?: Query
  body?: Body
  /** The shape of the 200 answer, for the document and the tests; not checked at run time. */
  returns?: z.ZodType
  handle: (handled: Handled<z.infer<Query>, z.infer<Body>>) => Promise<Answer>
}

type NextHandler = (request: Request, context: { params: Promise<{ [name: string]: string }> }) => Promise<Response>
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]
type Resource = { [M in Method]: NextHandler }

/** Fixes the types of one operation's schemas for its handler. */
export const operation = <Query extends z.ZodType = typeof NoFields, Body extends z.ZodType = typeof NoFields>(
  given: Operation<Query, Body>,
  // Handlers differ in their parsed types; a resource only ever calls one with what its own schemas parsed.
): Operation => given as unknown as Operation

/**
 * A route file's exports. Every method answers: those given run as authenticate, same origin, parse, verb, respond;
 * the others say 405 and which there are. Nobody who is not signed in learns more than that.
 */
export function resource(operations: { [M in Exclude<Method, 'HEAD' | 'OPTIONS'>]?: Operation }): Resource {
  const allow = METHODS.filter(
    (method) => method === 'OPTIONS' || (method === 'HEAD' ? operations.GET : operations[method]),
  )
  const handlerOf =
    (method: Method): NextHandler =>
    async (request, { params }) => {
      const requestId = randomUUID()
      try {
        const actor = await authenticate(request.headers, new Date())
        if (actor.kind === 'session') requireSameOrigin(request)
        if (method === 'OPTIONS')
          return finish(new Response(null, { status: 204, headers: { allow: allow.join(', ') } }), requestId)
        const found = operations[method === 'HEAD' ? 'GET' : method]
        if (!found) throw new AppError('method_not_allowed', `This resource answers ${allow.join(', ')}.`)
        const response = await run(found, request, await params, actor, requestId)
        return finish(method === 'HEAD' ? await withoutBody(response) : response, requestId)
      } catch (error) {
        const methods =
          error instanceof AppError && error.code === 'method_not_allowed' ? { allow: allow.join(', ') } : {}
        return finish(problemResponse(error, requestId, methods), requestId)
      }
    }
  return Object.fromEntries(METHODS.map((method) => [method, handlerOf(method)])) as Resource
}

async function run(
  found: Operation,
  request: Request,
  params: { [name: string]: string },
  actor: Actor,
  requestId: string,
): Promise<Response> {
  const { connection: name, ...fields } = queryRecord(request.url)
  requireVerb({ actor }, found.verb, name ?? null)
  const query = parseWith(found.query ?? NoFields, fields, 'parameter')
  const body = found.body ? parseWith(found.body, await jsonBody(request), 'field') : {}
  const connection = await findConnection(name)
  const ctx: Context = { actor, connection, now: () => new Date(), requestId, signal: request.signal }
  const answer = await found.handle({ ctx, params, query, body, request })
  return answer instanceof Response ? answer : Response.json(answer)
}

async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}

/** Headers of every API answer. Nothing of it may be cached, embedded, or run. */
function finish(response: Response, requestId: string): Response {
  const defaults: [string, string][] = [
    ['cache-control', 'no-store'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
  ]
  for (const [name, value] of defaults) if (!response.headers.has(name)) response.headers.set(name, value)
  response.headers.set('x-request-id', requestId)
  response.headers.set('vary', 'Cookie, Authorization, Accept')
  return response
}
