import type { IncomingMessage } from 'node:http'
import { type Answer, empty } from './answer.ts'
import type { Counter } from './counts.ts'
import type { Fault } from './faults/fault.ts'
import type { FaultBook } from './faults/fault-book.ts'
import { readBytes } from './read-bytes.ts'

const maxBytes = 1 << 20

export function isControl(incoming: IncomingMessage): boolean {
  return (incoming.url ?? '').startsWith('/__sandbox/')
}

/** For tests in another process. No bucket can have such a name, so nothing of S3 is hidden by it. */
export async function answerControl(incoming: IncomingMessage, faults: FaultBook, counter: Counter): Promise<Answer> {
  const handlers: Record<string, () => Answer | Promise<Answer>> = {
    'GET /__sandbox/faults': () => json(faults.read()),
    'POST /__sandbox/faults': async () => {
      faults.set(JSON.parse((await readBytes(incoming, maxBytes)).toString('utf8')) as Fault[])
      return json(faults.read())
    },
    'DELETE /__sandbox/faults': () => {
      faults.set([])
      return empty(204)
    },
    'GET /__sandbox/requests': () => json(counter.read()),
    'DELETE /__sandbox/requests': () => {
      counter.reset()
      return empty(204)
    },
  }
  const handler = handlers[`${incoming.method} ${incoming.url}`]
  if (!handler) return json({ error: 'not found' }, 404)
  try {
    return await handler()
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : 'failed' }, 400)
  }
}

function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}
