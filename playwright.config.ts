import { defineConfig } from '@playwright/test'
import { findChromium } from './bin/lib/browser.mjs'
import { QUIET } from './bin/lib/quiet.mjs'

// Everything that this run starts inherits it.
Object.assign(process.env, QUIET)

const ci = process.env.CI === 'true'
const executablePath = findChromium()

/** Browser tests reach our own servers and nothing else: whatever Chromium would fetch for itself is off. */
const NO_CALLS_HOME = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // A test that passes the second time hides a fault in it or in Stowage.
  retries: 0,
  forbidOnly: ci,
  // Long enough for a machine that has other work: a test that waits for what never comes still fails.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: { args: NO_CALLS_HOME, ...(executablePath ? { executablePath } : {}) },
  },
})
