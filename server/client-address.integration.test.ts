import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ActivityList } from '../lib/activity/schema.ts'
import { LinkServers } from '../lib/testing/link-servers.ts'

const servers = new LinkServers()
beforeAll(async () => {
  await servers.start({ STOWAGE_TRUSTED_PROXIES: 'loopback' })
  await servers.bucket('photos', { 'a.txt': 'a' })
})
afterAll(() => servers.stop())

it('the record, and the limits, are of the client behind a trusted proxy', async () => {
  const link = () => servers.link({ bucket: 'photos', key: 'a.txt', password: 'tide pool' })
  const wrong = async (path: string, client: string) => {
    const headers = { 'x-forwarded-for': `6.6.6.6, ${client}` }
    return (await servers.visit(`${path}/download`, { form: { password: 'no' }, headers })).status
  }
  const [first, second, third] = [await link(), await link(), await link()]
  // Ten wrong passwords a minute is what a client may try, and what a link takes: here the client reaches it.
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await wrong(first.path, '203.0.113.9')).toBe(403)
    expect(await wrong(second.path, '203.0.113.9')).toBe(403)
  }
  expect(await wrong(third.path, '203.0.113.9')).toBe(429)
  expect(await wrong(third.path, '203.0.113.10')).toBe(403)
  const { body } = await servers.api<ActivityList>('GET', `/activity?subject=${first.id}`)
  const clients = new Set(body.items.map(({ client }) => client))
  expect(clients).toContain('203.0.113.9')
  expect(clients).not.toContain('6.6.6.6')
})
