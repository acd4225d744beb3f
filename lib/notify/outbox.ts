import 'server-only'
import { newId } from '../auth/secret.ts'
import { env } from '../env.ts'
import type { Db } from '../store/store.ts'
import type { LinkTable } from '../store/tables.ts'

export type NoticeEvent = 'link.first_download' | 'link.ended' | 'link.refused' | 'upload.finished'

/** What a webhook is told. Never a token, a password or a URL that opens something. */
export type NoticeFacts = { [name: string]: string | number | boolean | null }

/**
 * In the transaction of what happened, so that neither is kept without the other; sent afterwards by whichever server
 * comes first. Without a webhook nothing is kept.
 */
export async function notice(
  db: Db,
  event: NoticeEvent,
  link: Pick<
    LinkTable,
    'id' | 'kind' | 'connection' | 'bucket' | 'key' | 'prefix' | 'note' | 'recipient' | 'createdBy'
  >,
  at: Date,
  facts: NoticeFacts = {},
): Promise<void> {
  if (env().STOWAGE_WEBHOOK_URL === undefined) return
  const id = newId()
  const { id: linkId, kind, connection, bucket, key, prefix, note, recipient, createdBy } = link
  const about = { id: linkId, kind, connection, bucket, key, prefix, note, recipient, createdBy }
  await db
    .insertInto('notice')
    .values({
      id,
      body: JSON.stringify({ id, event, at: at.toISOString(), link: about, ...facts }),
      state: 'waiting',
      tries: 0,
      nextAt: at.getTime(),
      at: at.getTime(),
    })
    .execute()
}
