// `npm run page-weight`: what a browser with an empty cache loads for the objects page, and how soon it is there.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { findChromium } from './lib/browser.mjs'
import { fromRoot } from './lib/paths.mjs'

const RUNS = 5
const PAGE = '/buckets/sensor-readings?depth=below'

/** Starts a compiled script and answers with its first line of JSON. @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function started(script, args, env) {
  const child = spawn(process.execPath, [fromRoot(script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return { child, said: JSON.parse(line) }
  }
  throw new Error(`${script} ended before it was ready. Run \`npm run build\` first.`)
}

/** One visit with an empty cache. @param {import('playwright').Browser} browser @param {string} signInUrl */
async function visit(browser, signInUrl) {
  const first = await browser.newContext()
  const entrance = await first.newPage()
  await entrance.goto(signInUrl)
  await entrance.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const context = await browser.newContext({ storageState: await first.storageState() })
  const page = await context.newPage()
  const bytes = { js: 0, css: 0 }
  const bodies = []
  page.on('response', (response) => {
    const kind = /\.(js|css)(\?|$)/.exec(response.url())?.[1]
    if (kind)
      bodies.push(
        response.body().then(
          (body) => {
            bytes[kind] += gzipSync(body).length
          },
          () => undefined,
        ),
      )
  })
  await page.goto(new URL(PAGE, signInUrl).href)
  await page.getByRole('row').nth(3).waitFor()
  const rowsMs = await page.evaluate(() => performance.now())
  await page.waitForLoadState('networkidle')
  await Promise.all(bodies)
  const vitals = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let lcp = 0
        let cls = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) lcp = entry.startTime
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) cls += entry.hadRecentInput ? 0 : entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        const [navigation] = performance.getEntriesByType('navigation')
        requestAnimationFrame(() => setTimeout(() => resolve({ lcpMs: lcp, cls, ttfbMs: navigation.responseStart }), 0))
      }),
  )
  await first.close()
  await context.close()
  return { ...bytes, ...vitals, rowsMs }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

const sandbox = await started('dist/sandbox/main.js', ['--port', '0', '--seed'], {})
const stowage = await started('dist/server/main.js', [], {
  PORT: '0',
  NODE_ENV: 'production',
  STOWAGE_READY_JSON: '1',
  STOWAGE_SANDBOX: '1',
  STOWAGE_PASSWORD_FILE: '',
  AWS_ENDPOINT_URL_S3: sandbox.said.endpoint,
  AWS_ACCESS_KEY_ID: sandbox.said.accessKeyId,
  AWS_SECRET_ACCESS_KEY: sandbox.said.secretAccessKey,
  AWS_REGION: sandbox.said.region,
})
const { chromium } = await import('playwright')
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--disable-background-networking'],
})
const visits = []
for (let run = 0; run <= RUNS; run++) {
  const seen = await visit(browser, stowage.said.url)
  // The first one warms the server up.
  if (run > 0) visits.push(seen)
}
const of = (name) => median(visits.map((seen) => seen[name]))
console.log('| Objects page, empty cache, loopback | Median of 5 |\n| --- | --- |')
console.log(`| First-load JavaScript, gzipped, worker included | ${(of('js') / 1000).toFixed(1)} KB |`)
console.log(`| CSS, gzipped | ${(of('css') / 1000).toFixed(1)} KB |`)
console.log(`| Time to first byte | ${of('ttfbMs').toFixed(0)} ms |`)
console.log(`| Largest contentful paint | ${of('lcpMs').toFixed(0)} ms |`)
console.log(`| First rows of 25,000 on screen | ${of('rowsMs').toFixed(0)} ms |`)
console.log(`| Cumulative layout shift | ${of('cls').toFixed(3)} |`)
await browser.close()
for (const { child } of [stowage, sandbox]) {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
process.exit(0)
