import 'server-only'
import { join } from 'node:path'
import { env } from '../env.ts'
import { shared } from '../shared.ts'
import { Store, type StorePlace } from './store.ts'

/** The process's one store; verbs get it as `ctx.store`. */
export const store = (): Store => shared('store', () => new Store(placeOf(env())))

function placeOf({
  DATABASE_URL,
  STOWAGE_DATA_DIR,
}: {
  DATABASE_URL?: string | undefined
  STOWAGE_DATA_DIR: string
}): StorePlace {
  return DATABASE_URL === undefined
    ? { kind: 'sqlite', file: join(STOWAGE_DATA_DIR, 'stowage.sqlite') }
    : { kind: 'postgres', url: DATABASE_URL }
}
