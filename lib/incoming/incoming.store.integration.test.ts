import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadCurl } from '../scripts/managed-link.ts'
import { LinkServers } from '../testing/link-servers.ts'
import type { IncomingFile, UploadProgress } from './schema.ts'

const MIB = 1024 * 1024
const FILE = randomBytes(17 * MIB)
const servers = new LinkServers()
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  await servers.start({ STOWAGE_WRITES: 'on' })
  await servers.bucket('inbox', { 'in/there.txt': 'was here before' })
})
afterAll(() => servers.stop())

const uploadLink = (more: Record<string, unknown> = {}) =>
  servers.link({ bucket: 'inbox', prefix: 'in/', upload: {}, ...more })

const start = async (path: string, file: Record<string, unknown>, server = 0) => {
  const answer = await servers.visit(`${path}/uploads`, {
    server,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(file),
  })
  return { status: answer.status, body: (await answer.json()) as UploadProgress }
}
const part = (number: number) => FILE.subarray((number - 1) * 8 * MIB, number * 8 * MIB)
const listed = async (id: string) =>
  (await servers.api<{ items: IncomingFile[] }>('GET', `/links/${id}/incoming`)).body.items
const stored = async (key: string) => {
  const link = await servers.link({ bucket: 'inbox', key })
  return Buffer.from(await (await servers.download(link.path)).arrayBuffer())
}

describe('a file', () => {
  it('comes in by parts, through either server or straight into the storage, and goes on after a break', async () => {
    const { id, path } = await uploadLink({ maxFiles: 1 })
    const { body } = await start(path, { name: 'there.txt', sizeBytes: FILE.length })
    expect(body).toMatchObject({ partBytes: 8 * MIB, partCount: 3, parts: [] })
    const upload = `${path}/uploads/${body.ticket}`
    await servers.visit(`${upload}/1`, { method: 'PUT', body: part(1) })
    const { url } = (await (await servers.visit(`${upload}/2`, { server: 1 })).json()) as { url: string }
    expect(new URL(url).origin).toBe(servers.sandbox.endpoint)
    await fetch(url, { method: 'PUT', body: part(2) })
    expect((await servers.visit(upload, { method: 'POST' })).status).toBe(409)
    const progress = (await (await servers.visit(upload, { server: 1 })).json()) as UploadProgress
    expect(progress.parts.map(({ number }) => number)).toEqual([1, 2])
    expect((await servers.visit(`${upload}/3`, { method: 'PUT', body: part(3), server: 1 })).status).toBe(200)
    expect((await servers.visit(upload, { method: 'POST', server: 1 })).status).toBe(200)
    const [file] = await listed(id)
    expect(file).toMatchObject({ state: 'finished', name: 'there.txt', sizeBytes: FILE.length })
    expect(file?.key).toMatch(/^in\/there-[0-9a-f]{8}\.txt$/)
    expect(sha(await stored(file?.key ?? ''))).toBe(sha(FILE))
    expect((await stored('in/there.txt')).toString()).toBe('was here before')
    expect((await start(path, { name: 'more.txt', sizeBytes: 1 })).status).toBe(410)
  })

  it('comes in whole with curl, an empty one too', async () => {
    const { id, path } = await uploadLink({ password: 'tide pool' })
    const folder = mkdtempSync(join(tmpdir(), 'stowage-upload-'))
    for (const [name, bytes] of [['large.bin', FILE] as const, ['empty.txt', Buffer.alloc(0)] as const]) {
      const file = join(folder, name)
      writeFileSync(file, bytes)
      const url = servers.url(`${path}/uploads?name=${name}&password=tide%20pool`)
      execFileSync('curl', ['-fsS', '-T', file, url])
    }
    rmSync(folder, { recursive: true, force: true })
    const files = await listed(id)
    expect(files.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      'empty.txt finished',
      'large.bin finished',
    ])
    const large = files.find(({ name }) => name === 'large.bin')
    expect(sha(await stored(large?.key ?? ''))).toBe(sha(FILE))
  })

  it('comes in as the dialog says it, with the password in a header', async () => {
    const password = 'tide pööl'
    const { id, path } = await uploadLink({ password })
    const folder = mkdtempSync(join(tmpdir(), 'stowage-upload-'))
    writeFileSync(join(folder, 'report.pdf'), 'a report')
    const command = uploadCurl({ url: servers.url(path), hasPassword: true })
    const run = (LINK_PASSWORD: string) =>
      spawnSync('bash', ['-c', command], { cwd: folder, env: { ...process.env, LINK_PASSWORD } }).status
    expect(run('another')).toBe(22)
    expect(run(password)).toBe(0)
    rmSync(folder, { recursive: true, force: true })
    const [file, ...others] = await listed(id)
    expect(others).toEqual([])
    expect((await stored(file?.key ?? '')).toString()).toBe('a report')
  })

  it('that is too large, of another type or one too many does not come in', async () => {
    const limits = { maxFileBytes: 100, maxTotalBytes: 150, types: ['.pdf'] }
    const { id, path } = await uploadLink({ upload: limits, maxFiles: 2 })
    expect((await start(path, { name: 'a.exe', sizeBytes: 1 })).status).toBe(413)
    expect((await start(path, { name: 'a.pdf', sizeBytes: 101 })).status).toBe(413)
    const first = await start(path, { name: '../../../a.pdf', sizeBytes: 100 })
    expect(first.status).toBe(201)
    expect((await start(path, { name: 'b.pdf', sizeBytes: 60 })).status).toBe(413)
    const more = await servers.visit(`${path}/uploads/${first.body.ticket}/1`, {
      method: 'PUT',
      body: Buffer.alloc(101),
    })
    expect(more.status).toBe(413)
    const starts = await Promise.all(
      Array.from({ length: 8 }, (_, i) => start(path, { name: `${i}.pdf`, sizeBytes: 1 }, i % 2)),
    )
    expect(starts.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { key } of await listed(id)) expect(key).toMatch(/^in\/[^/]+$/)
  })

  it('that is larger than was said is not kept, even when it went past us', async () => {
    const { id, path } = await uploadLink()
    const { body } = await start(path, { name: 'small.txt', sizeBytes: 10 })
    const upload = `${path}/uploads/${body.ticket}`
    const { url } = (await (await servers.visit(`${upload}/1`)).json()) as { url: string }
    await fetch(url, { method: 'PUT', body: Buffer.alloc(1000) })
    expect((await servers.visit(upload, { method: 'POST' })).status).toBe(413)
    expect((await listed(id)).map(({ state }) => state)).toEqual(['aborted'])
  })
})

describe('an upload link', () => {
  it('tells nothing of what is there, and gives nothing out', async () => {
    const { path } = await uploadLink({ sharedBy: 'Grace' })
    const info = await (await servers.visit(`${path}/info`)).text()
    expect(JSON.parse(info).link).toMatchObject({ state: 'upload', sharedBy: 'Grace' })
    expect(info).not.toMatch(/inbox|there/)
    for (const place of ['/download', '/zip'])
      expect((await servers.visit(`${path}${place}`, { form: { key: 'in/there.txt' } })).status).toBe(404)
    const other = await servers.link({ bucket: 'inbox', prefix: 'in/' })
    expect((await start(other.path, { name: 'a', sizeBytes: 1 })).status).toBe(404)
  })

  it('that is ended takes no more, not even the rest of a file', async () => {
    const { id, path } = await uploadLink()
    const { body } = await start(path, { name: 'a.txt', sizeBytes: 3 })
    await servers.api('DELETE', `/links/${id}`)
    const upload = `${path}/uploads/${body.ticket}`
    expect((await servers.visit(`${upload}/1`, { method: 'PUT', body: 'abc', server: 1 })).status).toBe(410)
    expect((await servers.visit(upload, { method: 'POST' })).status).toBe(410)
    expect((await listed(id)).map(({ state }) => state)).toEqual(['aborted'])
  })

  it('lets an upload be ended by who made it', async () => {
    const { id, path } = await uploadLink()
    const { body } = await start(path, { name: 'a.txt', sizeBytes: 3 })
    expect((await servers.visit(`${path}/uploads/${body.ticket}`, { method: 'DELETE' })).status).toBe(204)
    expect((await servers.visit(`${path}/uploads/${body.ticket}`, { method: 'POST' })).status).toBe(409)
    expect((await listed(id)).map(({ state }) => state)).toEqual(['aborted'])
  })
})
