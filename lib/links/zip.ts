import 'server-only'
import { AppError } from '../errors.ts'
import { contentDisposition, fileNameOf } from '../http/content-disposition.ts'
import { exportRows } from '../listing/query.ts'
import { passContent } from '../objects/get-content.ts'
import { openPrefix, throwUnlessComplete } from '../objects/open-listing.ts'
import { hasDotSegment } from '../s3/names.ts'
import { type ZipSource, zipOf } from '../zip/stream.ts'
import { watched } from './download.ts'
import { keptObjects } from './entries.ts'
import { type Opened, openLink } from './open.ts'
import { resolveShared } from './resolve.ts'
import { reserveUse } from './uses.ts'
import type { Visitor } from './visitor.ts'

export type ZipClick = {
  token: string
  password?: string | undefined
  /** Files and folders of the link; none: all of it. */
  keys: readonly string[]
  prefixes: readonly string[]
}

type Item = { key: string; modifiedAt: Date | null }

/** A ZIP of a link's files, all or those chosen: one download, counted when its first byte flows. */
export async function zipShared(visitor: Visitor, click: ZipClick): Promise<Response> {
  const opened = await openLink(visitor, click.token, click.password)
  const { link } = opened
  for (const key of [...click.keys, ...click.prefixes]) {
    if (!key.startsWith(link.prefix) || hasDotSegment(key))
      throw new AppError('invalid_request', 'What was chosen is not part of this link.')
  }
  const request = { key: link.prefix, zip: true }
  const { id } = await reserveUse(visitor, link.id, request, null)
  const response = new Response(zipOf(sourcesOf(opened, chosenOf(click))), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition('attachment', `${zipName(opened)}.zip`),
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    },
  })
  return watched(visitor, link.id, response, id, request)
}

const zipName = ({ link }: Opened): string =>
  link.fileName || (link.prefix === '' ? link.bucket : fileNameOf(link.prefix))

const chosenOf = ({ keys, prefixes }: ZipClick) => {
  const wanted = new Set(keys)
  const folders = prefixes.map((prefix) => (prefix.endsWith('/') ? prefix : `${prefix}/`))
  const all = wanted.size === 0 && folders.length === 0
  return (key: string) => all || wanted.has(key) || folders.some((folder) => key.startsWith(folder))
}

async function* sourcesOf(opened: Opened, isChosen: (key: string) => boolean): AsyncGenerator<ZipSource> {
  const { link, ctx } = opened
  for await (const { key, modifiedAt } of itemsOf(opened)) {
    // A folder's marker holds nothing; its files make the folder.
    if (!isChosen(key) || key.endsWith('/')) continue
    yield {
      key,
      name: key.slice(link.prefix.length),
      modifiedAt,
      open: async () => {
        const { versionId, head } = await resolveShared(opened, key)
        const headers = new Headers(head.ETag === undefined ? {} : { 'if-match': head.ETag })
        const { body } = await passContent(ctx, { bucket: link.bucket, key, versionId, download: true, headers })
        if (!body) throw new AppError('storage_invalid', 'The storage answered without a body.')
        return { body, sizeBytes: head.ContentLength ?? null }
      },
    }
  }
}

async function* itemsOf(opened: Opened): AsyncGenerator<Item> {
  const { link, ctx } = opened
  if (link.target !== 'folder' || link.frozen === 1) {
    for (const { key, modifiedAt } of await keptObjects(opened))
      yield { key, modifiedAt: modifiedAt === null ? null : new Date(modifiedAt) }
    return
  }
  const { bucket, prefix } = link
  const listing = openPrefix(ctx, { bucket, prefix, depth: 'below', owners: false, fresh: false, anyAge: false })
  await listing.finished(ctx.signal)
  throwUnlessComplete(listing)
  for await (const rows of exportRows(listing, { sort: [], filter: {} }))
    for (const { key, modifiedAt } of rows) yield { key, modifiedAt: modifiedAt === null ? null : new Date(modifiedAt) }
}
