import 'server-only'
import { store } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { type Channel, channels } from './channels.ts'

const LOOK_EVERY_MS = 5_000
const AT_ONCE = 20
/** While one server sends, no other does; where it dies, another does after this. */
const LEASE_MS = 60_000
/** After the first try: half a minute, two, ten, an hour, then every six; two days in all. */
const WAITS_MS = [30_000, 120_000, 600_000, 3_600_000, ...Array.from({ length: 8 }, () => 21_600_000)]

/** Sends what is due, now and from now on. Nothing where no way is set up. */
export function startSending(): void {
  const ways = channels()
  if (ways.length === 0) return
  let sending = false
  const look = async () => {
    if (sending) return
    sending = true
    try {
      await sendDue(store(), ways, new Date())
    } catch (error) {
      console.error('Notices could not be sent:', error instanceof Error ? error.message : error)
    } finally {
      sending = false
    }
  }
  setInterval(() => void look(), LOOK_EVERY_MS).unref()
}

/** @returns how many were delivered */
export async function sendDue(store: Store, ways: readonly Channel[], now: Date): Promise<number> {
  const due = await store.read((db) =>
    db
      .selectFrom('notice')
      .select(['id', 'channel'])
      .where('state', '=', 'waiting')
      .where(
        'channel',
        'in',
        ways.map(({ name }) => name),
      )
      .where('nextAt', '<=', now.getTime())
      .orderBy('at')
      .limit(AT_ONCE)
      .execute(),
  )
  let delivered = 0
  for (const { id, channel } of due) {
    const way = ways.find(({ name }) => name === channel)
    if (way && (await sendOne(store, way, id, now))) delivered += 1
  }
  return delivered
}

async function sendOne(store: Store, way: Channel, id: string, now: Date): Promise<boolean> {
  const mine = await store.write((db) =>
    db
      .updateTable('notice')
      .set((eb) => ({ nextAt: now.getTime() + LEASE_MS, tries: eb('tries', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('nextAt', '<=', now.getTime())
      .returningAll()
      .executeTakeFirst(),
  )
  if (!mine) return false
  const settle = (change: { state: string; nextAt?: number }) =>
    store.write((db) => db.updateTable('notice').set(change).where('id', '=', id).execute())
  try {
    await way.send(mine.body, now)
  } catch (error) {
    const wait = WAITS_MS[mine.tries - 1]
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`Notice ${id} was not taken${wait === undefined ? ', and is given up' : ''}: ${reason}`)
    await settle(wait === undefined ? { state: 'failed' } : { state: 'waiting', nextAt: now.getTime() + wait })
    return false
  }
  await settle({ state: 'sent' })
  return true
}
