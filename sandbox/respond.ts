import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { answerControl, isControl } from './control.ts'
import type { Counter } from './counts.ts'
import { dispatch, errorAnswer } from './dispatch.ts'
import type { FaultBook } from './faults/fault-book.ts'
import { routeOf } from './operations.ts'
import { readRequest } from './request.ts'
import { sendPlainly } from './send.ts'
import type { Service } from './service.ts'

export type Responder = {
  service: Service
  faults: FaultBook
  counter: Counter
  latencyMs: number
  hasControl: boolean
}

/** One exchange from head to last byte: count it, wait, let faults strike, answer, send. */
export async function respond(
  responder: Responder,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    if (responder.hasControl && isControl(incoming)) {
      await sendPlainly(outgoing, await answerControl(incoming, responder.faults, responder.counter), false)
    } else await exchange(responder, incoming, outgoing)
  } catch {
    // The client left, or a body could not be read: a broken transfer must not look like a whole one.
    outgoing.destroy()
  }
}

async function exchange(responder: Responder, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { service, counter, faults } = responder
  const isHead = incoming.method === 'HEAD'
  const read = tryRead(incoming)
  const finished = counter.start(read.route?.operation ?? 'Invalid')
  outgoing.once('close', () => finished(!outgoing.writableFinished))
  if (responder.latencyMs > 0) await sleep(responder.latencyMs)
  if (!read.route) return sendPlainly(outgoing, read.answer, isHead)
  const { request, route } = read
  const striking = faults.strike(route.operation, request, service.now())
  for (const { kind, occasion } of striking) if (kind.waitMs) await sleep(kind.waitMs(occasion.fault))
  const replying = striking.find(({ kind }) => kind.reply)
  let answer: Answer =
    replying?.kind.reply?.(replying.occasion) ??
    (await dispatch(service, request, route, (call) =>
      striking.reduce((changed, { kind, occasion }) => kind.rewrite?.(changed, occasion) ?? changed, call),
    ))
  for (const { kind, occasion } of striking) answer = kind.alter?.(answer, occasion) ?? answer
  const sending = striking.find(({ kind }) => kind.send)
  const send = sending?.kind.send?.(sending.occasion) ?? sendPlainly
  await send(outgoing, withRequestId(answer, request.requestId), isHead)
}

function withRequestId(answer: Answer, requestId: string): Answer {
  return { ...answer, headers: { server: 'stowage-sandbox', 'x-amz-request-id': requestId, ...answer.headers } }
}

type Read =
  | { request: ReturnType<typeof readRequest>; route: ReturnType<typeof routeOf> }
  | { route?: undefined; answer: Answer }

function tryRead(incoming: IncomingMessage): Read {
  try {
    const request = readRequest(incoming)
    return { request, route: routeOf(request) }
  } catch (error) {
    return { answer: errorAnswer(error, { requestId: '0', rawPath: incoming.url ?? '/' }) }
  }
}
