import { expect, type Page } from '@playwright/test'

/** Waits until React runs in the page: a key or a click before that is lost, as it would be for a very fast person. */
export const interactive = (page: Page): Promise<void> =>
  expect(page.locator('[data-interactive="true"]')).toBeVisible()

/** The same for the buckets page, whose table comes later: the navigation counts what it shows. */
export const bucketsInteractive = (page: Page): Promise<void> =>
  expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Buckets ?[\d,]+$/ })).toBeVisible()
