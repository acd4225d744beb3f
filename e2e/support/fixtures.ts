import type { S3Client } from '@aws-sdk/client-s3'
import { AxeBuilder } from '@axe-core/playwright'
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { type CleanConsole, watchConsole } from './clean-console.ts'
import { type Running, running } from './running.ts'
import { storageClient, TestBucket } from './storage.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Fixtures = {
  /** Light unless a spec says `test.use({ theme: 'dark' })`. */
  theme: 'light' | 'dark'
  /** A bucket of this test's own, empty, removed afterwards. */
  bucket: TestBucket
  /** A page of an admin who is signed in and has not gone anywhere yet. */
  signedIn: Page
  /** Our own REST API with the admin token. */
  api: APIRequestContext
  /** Fails the test on anything in the console, a dialog, or a request to a foreign host; `allow` what a spec provokes. */
  consoleIsClean: CleanConsole
  /** Checks what the page shows now against WCAG 2.2 AA. `within`: a selector. */
  axe: (within?: string) => Promise<void>
}

type WorkerFixtures = {
  /** What runs: addresses, token, kind of storage. */
  stowage: Running
  /** The plain SDK on the same storage. */
  storage: S3Client
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // Playwright reads a fixture's needs from its first parameter, which must be a pattern even when it needs nothing.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  stowage: [async ({}, use) => use(running()), { scope: 'worker' }],
  storage: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const client = storageClient()
      await use(client)
      client.destroy()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stowage }, use) => use(stowage.url),
  theme: ['light', { option: true }],
  colorScheme: async ({ theme }, use) => use(theme),
  bucket: async ({ storage }, use) => {
    const bucket = new TestBucket(storage)
    await bucket.create()
    await use(bucket)
    await bucket.remove()
  },
  api: async ({ playwright, stowage }, use) => {
    const api = await playwright.request.newContext({
      baseURL: stowage.url,
      extraHTTPHeaders: { authorization: `Bearer ${stowage.token}` },
    })
    await use(api)
    await api.dispose()
  },
  consoleIsClean: [
    async ({ context }, use) => {
      const watched = watchConsole(context)
      await use(watched)
      expect(watched.complaints(), 'console, dialogs and foreign requests').toEqual([])
    },
    { auto: true },
  ],
  // As the sign-in page does it, without the seconds that the page takes in each test; sign-in.spec.ts tests the page.
  signedIn: async ({ page, stowage }, use) => {
    const answer = await page.request.post('/api/v1/session', {
      headers: { origin: stowage.url },
      data: { token: new URL(stowage.signInUrl).hash.slice('#token='.length) },
    })
    expect(answer.status(), 'signing in').toBe(201)
    await use(page)
  },
  axe: async ({ page }, use) => {
    await use(async (within) => {
      const builder = new AxeBuilder({ page }).withTags(WCAG)
      const { violations } = await (within ? builder.include(within) : builder).analyze()
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target)}`)
      expect(found, 'accessibility').toEqual([])
    })
  },
})

export { expect }
