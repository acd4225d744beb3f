import type { Page } from '@playwright/test'
import { objectsHref } from '../lib/paths.ts'
import { expect, test } from './support/fixtures.ts'

async function openShare(page: Page, bucket: string, key: string) {
  await page.goto(objectsHref(bucket, { key }))
  await page
    .getByRole('region', { name: /^Object / })
    .getByRole('button', { name: 'Share link' })
    .click()
  return page.getByRole('dialog', { name: /^Share / })
}

test('a link says when it ends, opens elsewhere, and is saved under the chosen name', async ({
  signedIn: page,
  bucket,
  request,
  axe,
}) => {
  await bucket.put('reports/q3 ü.csv', 'a,b\n1,2\n')
  const dialog = await openShare(page, bucket.name, 'reports/q3 ü.csv')
  await dialog.getByRole('radio', { name: '15 min' }).check()
  await expect(dialog.getByText(/^Will end .*in 1[45] minutes.*as asked/)).toBeVisible()
  await axe('[role=dialog]')
  await dialog.getByLabel('Save as').fill('quarter “3”.csv')
  await dialog.getByRole('button', { name: 'Create link' }).click()

  const url = (await dialog.getByRole('region', { name: 'Link', exact: true }).textContent()) ?? ''
  await expect(dialog.getByText(/^Ends .*in 1[45] minutes/)).toBeVisible()
  await expect(dialog.getByText(/cannot be withdrawn/)).toBeVisible()
  await axe('[role=dialog]')

  const answer = await request.get(url)
  expect(answer.status()).toBe(200)
  expect(await answer.text()).toBe('a,b\n1,2\n')
  expect(answer.headers()['content-disposition']).toContain(`filename*=UTF-8''quarter%20%E2%80%9C3%E2%80%9D.csv`)

  await dialog.getByRole('tab', { name: 'wget' }).click()
  await expect(dialog.getByLabel('wget script', { exact: true })).toContainText(url.slice(0, 40))
  await dialog.getByRole('tab', { name: 'QR' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible()

  // What was made is no longer what the form says.
  await dialog.getByRole('radio', { name: '1 hour' }).check()
  await expect(dialog.getByRole('button', { name: 'Create link' })).toBeVisible()
})

test('seven days are the most, and the dialog says so before and after', async ({ signedIn: page, bucket }) => {
  await bucket.put('a.txt', 'a')
  const dialog = await openShare(page, bucket.name, 'a.txt')
  await dialog.getByText('until…').click()
  const inThirtyDays = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16)
  await dialog.getByLabel('End of the link').fill(inThirtyDays)
  await expect(dialog.getByText(/S3 allows 7 days at most/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const url = (await dialog.getByRole('region', { name: 'Link', exact: true }).textContent()) ?? ''
  expect(url).toContain('X-Amz-Expires=604800')
  await expect(dialog.getByText(/S3 allows 7 days at most/)).toBeVisible()

  await dialog.getByLabel('End of the link').fill('2020-01-01T00:00')
  await expect(dialog.getByText('This moment has passed.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Create link' })).toBeDisabled()
})

test('temporary credentials end the link sooner, and the dialog says so first', async ({ signedIn: page, bucket }) => {
  await bucket.put('a.txt', 'a')
  // What the server says of its credentials; that it says so of real ones is shown by the API's own tests.
  await page.route(/\/api\/v1\/connections\/default$/, async (route) => {
    const answer = await route.fetch()
    const info = { ...(await answer.json()), isTemporary: true, expiresAt: new Date(Date.now() + 95_000).toISOString() }
    await route.fulfill({ response: answer, json: info })
  })
  const dialog = await openShare(page, bucket.name, 'a.txt')
  await expect(dialog.getByText(/sooner than asked: the server’s temporary credentials end then/)).toBeVisible()
  await expect(dialog.getByText(/under two minutes/)).toBeVisible()
})

test('a key that no browser can be sent to gets its reason, and another way', async ({
  signedIn: page,
  bucket,
  stowage,
}) => {
  test.skip(stowage.kind !== 'sandbox', 'not every server stores dot segments')
  await bucket.put('a/../b.txt', 'dots')
  const dialog = await openShare(page, bucket.name, 'a/../b.txt')
  await expect(dialog.getByText('This object cannot have a presigned URL.')).toBeVisible()
  await expect(dialog.getByText(/people who are signed in here/)).toBeVisible()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download' }).click()
  expect((await saved).suggestedFilename()).toBe('b.txt')
})
