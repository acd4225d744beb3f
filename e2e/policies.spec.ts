import { expect, test } from './support/fixtures.ts'
import { interactive } from './support/interactive.ts'

test('a policy is set for a bucket, holds for links made there, and is removed by its name', async ({
  signedIn: page,
  api,
  bucket,
  axe,
}) => {
  await bucket.put('a.txt', 'a')
  const presign = () =>
    api.post(`/api/v1/buckets/${bucket.name}/presign`, { data: { key: 'a.txt', expiresInSeconds: 600 } })
  expect((await presign()).status()).toBe(200)

  await page.goto('/settings/policies')
  await interactive(page)
  await axe()
  await page.getByRole('button', { name: 'Set a policy' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set a policy' })
  await dialog.getByLabel('Bucket').fill(bucket.name)
  await dialog.getByRole('checkbox', { name: /Can be taken back/ }).check()
  await axe('[role=dialog]')
  await dialog.getByRole('button', { name: 'Set policy' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row', { name: new RegExp(bucket.name) })
  await expect(row).toContainText('No presigned URLs')
  const refused = await presign()
  expect(refused.status()).toBe(403)
  expect(((await refused.json()) as { detail: string }).detail).toMatch(/policy/i)

  await row.getByRole('button', { name: `Remove the policy for s3://${bucket.name}/` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove policy' }).click()
  await expect(row).toBeHidden()
  expect((await presign()).status()).toBe(200)
})
