import { expect, test } from './support/fixtures.ts'
import { interactive } from './support/interactive.ts'

type ApiDocument = { paths: { [path: string]: { [method: string]: { operationId: string; summary: string } } } }

test('the reference has every operation, and none else', async ({ api, signedIn: page }) => {
  const { paths } = (await (await api.get('/api/openapi.json')).json()) as ApiDocument
  const wanted = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  await page.goto('/docs')
  const shown = await page.locator('summary h3 > .mono').allTextContents()
  expect(shown.toSorted()).toEqual(wanted.toSorted())
})

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme })
    test('an operation is read and tried, by keyboard', async ({ signedIn: page, bucket, axe }) => {
      await bucket.fill({ 'a.txt': 'aaa', 'b.csv': 'b' })
      await page.goto('/docs')
      await interactive(page)
      const summary = page.locator('summary', { hasText: '/api/v1/buckets/{bucket}/objects' })
      await summary.focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('region', { name: 'Parameters of listObjects' })).toContainText('per_page')
      await page
        .getByRole('tablist', { name: 'Examples of listObjects' })
        .getByRole('tab', { name: 'JavaScript' })
        .click()
      await expect(page.getByRole('region', { name: 'JavaScript example of listObjects' })).toContainText(
        'await fetch(url',
      )
      const form = page.getByRole('form', { name: 'Try listObjects' })
      await form.getByLabel('bucket (needed)').fill(bucket.name)
      await form.getByLabel('q', { exact: true }).fill('*.txt')
      await form.getByLabel('q', { exact: true }).press('Enter')
      const answer = form.getByRole('region', { name: 'answer of listObjects' })
      await expect(answer).toContainText('"key": "a.txt"')
      await expect(answer).not.toContainText('b.csv')
      await expect(form.getByText('200 OK')).toBeVisible()
      await axe()
    })
  })
}

test('a refusal shows as it is, and a narrow screen holds it all', async ({ signedIn: page, consoleIsClean, axe }) => {
  consoleIsClean.allow(/404 \(Not Found\)/)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/docs')
  await interactive(page)
  await page.locator('summary', { hasText: 'GET /api/v1/connections/{name}' }).first().click()
  const form = page.getByRole('form', { name: 'Try getConnection' })
  await form.getByLabel('name (needed)').fill('nobody')
  await form.getByRole('button', { name: 'Send GET' }).click()
  await expect(form.getByText('404 Not Found')).toBeVisible()
  await expect(form.getByRole('region', { name: 'answer of getConnection' })).toContainText('"code": "not_found"')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await axe()
})
