import 'server-only'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Store } from '../store/store.ts'

/**
 * A create that a client sends again with the same Idempotency-Key is done once, and answered alike
 * (draft-ietf-httpapi-idempotency-key-header-06). The answer may hold a secret that is shown once, so it is kept
 * encrypted with the client's key, of which we keep the hash alone.
 */
const KEPT_MS = 24 * 60 * 60 * 1000
/** Who began and never finished has died: another may begin. */
const ABANDONED_MS = 60_000

export type IdempotentRequest = {
  actorId: string
  key: string /** What was asked: method, path, query, body. */
  asked: unknown
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The key of a request, or null where it has none. @throws AppError invalid_request */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null) return null
  if (/^[\x21-\x7e]{8,255}$/.test(key)) return key
  throw new AppError('invalid_request', 'An Idempotency-Key has 8 to 255 visible ASCII characters, such as a UUID.')
}

/** Runs `make`, or answers what it answered before. */
export async function once(
  store: Store,
  { actorId, key, asked }: IdempotentRequest,
  now: Date,
  make: () => Promise<Response>,
): Promise<Response> {
  const row = { actorId, keyHash: sha256(key).toString('hex'), request: sha256(JSON.stringify(asked)).toString('hex') }
  const known = await begin(store, row, now)
  if (known !== null) return replayed(known, key)
  let response: Response
  try {
    response = await make()
  } catch (error) {
    // What failed was not done: the client may try again with the same key.
    await forget(store, row)
    throw error
  }
  const text = await response.text()
  const kept = { status: response.status, headers: [...response.headers], text }
  await store.write((db) =>
    db
      .updateTable('idempotency')
      .set({ answer: sealed(JSON.stringify(kept), key) })
      .where('actorId', '=', row.actorId)
      .where('keyHash', '=', row.keyHash)
      .execute(),
  )
  return new Response(text, { status: response.status, headers: response.headers })
}

type Row = { actorId: string; keyHash: string; request: string }

/** Null: nobody has, so this one does. Else what was answered. */
async function begin(store: Store, row: Row, now: Date): Promise<string | null> {
  const at = now.getTime()
  return store.write(async (db) => {
    await db
      .deleteFrom('idempotency')
      .where('at', '<', at - KEPT_MS)
      .execute()
    const inserted = await db
      .insertInto('idempotency')
      .values({ ...row, at, answer: null })
      .onConflict((conflict) => conflict.columns(['actorId', 'keyHash']).doNothing())
      .returning('at')
      .executeTakeFirst()
    if (inserted) return null
    const known = await db
      .selectFrom('idempotency')
      .selectAll()
      .where('actorId', '=', row.actorId)
      .where('keyHash', '=', row.keyHash)
      .executeTakeFirstOrThrow()
    if (known.request !== row.request)
      throw new AppError(
        'idempotency_reused',
        'This Idempotency-Key was used for another request. Use a new one for each.',
      )
    if (known.answer !== null) return known.answer
    if (known.at > at - ABANDONED_MS)
      throw new AppError('conflict', 'The same request is being answered at this moment. Ask again in a few seconds.')
    await db
      .updateTable('idempotency')
      .set({ at })
      .where('actorId', '=', row.actorId)
      .where('keyHash', '=', row.keyHash)
      .execute()
    return null
  })
}

const forget = (store: Store, { actorId, keyHash }: Row) =>
  store.write((db) =>
    db.deleteFrom('idempotency').where('actorId', '=', actorId).where('keyHash', '=', keyHash).execute(),
  )

function replayed(answer: string, key: string): Response {
  const { status, headers, text } = JSON.parse(opened(answer, key)) as {
    status: number
    headers: [string, string][]
    text: string
  }
  return new Response(text, { status, headers: [...headers, ['idempotency-replayed', 'true']] })
}

const cipherKey = (key: string): Buffer => sha256(`answer ${key}`)

function sealed(text: string, key: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', cipherKey(key), nonce)
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [nonce, cipher.getAuthTag(), bytes].map((part) => part.toString('base64url')).join('.')
}

function opened(text: string, key: string): string {
  const [nonce, tag, bytes] = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (!nonce || !tag || !bytes) throw new AppError('internal', 'A kept answer cannot be read.')
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(key), nonce)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8')
}
