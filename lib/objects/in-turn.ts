import 'server-only'
import { shared } from '../shared.ts'

const turns = shared('object-turns', () => new Map<string, Promise<unknown>>())

/**
 * Runs changes of one object one after the other, so that what a change is compared with is still there when it is
 * written. Within this process; the storage's own conditions see what others write meanwhile.
 */
export async function inTurn<Result>(place: readonly string[], work: () => Promise<Result>): Promise<Result> {
  const key = JSON.stringify(place)
  const before = turns.get(key) ?? Promise.resolve()
  const own = before.then(work, work)
  const settled = own.catch(() => undefined)
  turns.set(key, settled)
  try {
    return await own
  } finally {
    if (turns.get(key) === settled) turns.delete(key)
  }
}
