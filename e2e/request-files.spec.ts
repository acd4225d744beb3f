import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { Children, type Stowage, startStowage } from './support/servers.ts'

test.describe('a link that asks for files', () => {
  const children = new Children()
  let own: Stowage
  let folder = ''

  test.beforeAll(async ({ stowage }) => {
    folder = await mkdtemp(join(tmpdir(), 'stowage-request-files-'))
    own = await startStowage(children, {
      STOWAGE_WRITES: 'on',
      STOWAGE_DATA_DIR: join(folder, 'data'),
      STOWAGE_SANDBOX: stowage.kind === 'sandbox' ? '1' : '0',
    })
  })
  test.afterAll(async () => {
    await children.stop()
    await rm(folder, { recursive: true, force: true })
  })
  test.beforeEach(({ consoleIsClean }) => consoleIsClean.allow(new RegExp(`^foreign request: ${own.url}`)))

  test('takes a file from somebody without an account, in parts, and shows nothing of what is there', async ({
    page,
    bucket,
    axe,
    consoleIsClean,
  }) => {
    await bucket.put('inbox/secret plans.txt', 'not for the colleague')
    const made = await fetch(`${own.url}/api/v1/links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ bucket: bucket.name, prefix: 'inbox/', upload: { types: ['.bin'] }, maxFiles: 2 }),
    })
    expect(`${made.status} ${made.ok ? '' : await made.text()}`).toBe('201 ')
    const { url } = (await made.json()) as { url: string }

    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'You are asked for files' })).toBeVisible()
    await expect(page.getByText('2 more files')).toBeVisible()
    expect(await page.content()).not.toContain('secret plans')
    await axe()

    // Larger than a part of 8 MiB, so that it takes two.
    const bytes = Buffer.alloc(9 * 1024 * 1024, 'stowage ')
    await writeFile(join(folder, 'survey.bin'), bytes)
    await page.getByLabel(/Choose files/).setInputFiles(join(folder, 'survey.bin'))
    const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem').filter({ hasText: 'survey.bin' })
    await expect(row.getByText('Sent', { exact: true })).toBeVisible()

    const listed = await fetch(`${own.url}/api/v1/buckets/${bucket.name}/objects?prefix=inbox/`, {
      headers: { authorization: `Bearer ${own.token}` },
    })
    const { items } = (await listed.json()) as { items: { key: string; sizeBytes: number }[] }
    const arrived = items.find(({ key }) => key.includes('survey'))
    expect(arrived?.sizeBytes).toBe(bytes.length)

    consoleIsClean.allow(/413/)
    await writeFile(join(folder, 'page.html'), '<script>')
    await page.getByLabel(/Choose files/).setInputFiles(join(folder, 'page.html'))
    const refused = page.getByRole('list', { name: 'Files' }).getByRole('listitem').filter({ hasText: 'page.html' })
    await expect(refused.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(refused.getByRole('status')).toContainText('.bin')
  })
})
