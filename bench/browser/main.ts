import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright'
import { simEnvironment, startScript, startSimProcess } from '../processes.ts'
import { longestTask, watchPage } from './watch.ts'

/**
 * A large listing in Chromium: how soon it shows, how fast it sorts and filters, whether it ever stutters, what it holds.
 *
 *   npm run bench -- browser [rows=1000000]
 */

const [rowsText = '1000000'] = process.argv.slice(2)
const rows = Number(rowsText)
const bucket = `logs-${rows}-30ms`

const sim = await startSimProcess()
const stowage = await startScript<{ url: string }>('dist/server/main.js', [], {
  env: {
    ...simEnvironment(sim.said.endpoint),
    NODE_ENV: 'production',
    PORT: '0',
    STOWAGE_READY_JSON: '1',
    STOWAGE_LIST_REQUESTS: '64',
    STOWAGE_PASSWORD_FILE: '',
  },
})
const helper = pathToFileURL(join(process.cwd(), 'bin/lib/browser.mjs')).href
const { findChromium } = (await import(helper)) as { findChromium: () => string | undefined }
const executablePath = findChromium()
const browser = await chromium.launch(executablePath ? { executablePath } : {})
const page = await (await browser.newContext({ viewport: { width: 1360, height: 820 } })).newPage()
await page.goto(stowage.said.url)
await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
await watchPage(page)

const footer = page.locator('main footer, footer').last()
const firstRow = page.locator('[role="row"][aria-rowindex="2"] a').first()
const lines: [string, string, string][] = []
const note = (what: string, value: string, goal = '') => lines.push([what, value, goal])

/** In the page: from the event until the text of an element is another one. */
const untilChanged = (what: Page, selector: string, act: () => Promise<unknown>) =>
  what
    .evaluate((css) => window.stowageBench?.armed(css), selector)
    .then(act)
    .then(() => what.evaluate(() => window.stowageBench?.changed))

// Makes the keys and renders them.
await (await fetch(`${sim.said.endpoint}/${bucket}?list-type=2`)).arrayBuffer()
await fetch(`${sim.said.endpoint}/__sim`, { method: 'DELETE' })
const opened = Date.now()
await page.goto(new URL(`/buckets/${bucket}?depth=below`, stowage.said.url).href)
await firstRow.waitFor({ timeout: 60_000 })
const shownAt = (await page.evaluate(() => window.stowageBench?.firstRowAt)) ?? Number.NaN
const { firstAnswerAt } = (await (await fetch(`${sim.said.endpoint}/__sim`)).json()) as { firstAnswerAt: number }
note('First row on screen, after the storage answered the first page', `${shownAt - firstAnswerAt} ms`, '< 300 ms')
await footer.getByText('complete', { exact: true }).waitFor({ timeout: 300_000 })
note(
  'All rows there, after the page was opened (64 in flight, 30 ms)',
  `${((Date.now() - opened) / 1000).toFixed(1)} s`,
)
note('Longest main-thread task meanwhile', await longestTask(page))

const ROW = '[role="row"][aria-rowindex="2"] a'
const sizeHead = page.getByRole('columnheader', { name: /Size/ }).getByRole('button').first()
for (const which of ['first', 'reversed'])
  note(
    `Sort by size, ${which}`,
    `${Math.round((await untilChanged(page, ROW, () => sizeHead.click())) ?? Number.NaN)} ms`,
    '< 300 ms',
  )
// As it was, not as it was asked for: a made-up bucket may have a few keys more or less.
const shownBefore = (await footer.getByText(/^[\d,]+ objects$/).textContent()) ?? ''
await page.keyboard.press('/')
const typed: number[] = []
for (const letter of 'f3a7')
  typed.push((await untilChanged(page, 'footer', () => page.keyboard.press(letter))) ?? Number.NaN)
note('Filter, per keystroke, slowest', `${Math.round(Math.max(...typed))} ms`, '< 100 ms')
await page.keyboard.press('ControlOrMeta+a')
await page.keyboard.press('Backspace')
await footer.getByText(shownBefore, { exact: true }).waitFor()

await longestTask(page)
await page.evaluate(() => window.stowageBench?.scrollThrough('[role="grid"]', 300))
note('Longest main-thread task while scrolling from end to end', await longestTask(page), '< 50 ms')
await page.locator('[role="row"][tabindex="0"]').first().focus()
await page.keyboard.press('End')
const count = Number(await page.getByRole('grid').getAttribute('aria-rowcount'))
await page.locator(`[role="row"][aria-rowindex="${count}"]`).waitFor()
note('End shows the last row', `row ${count - 1}`)
const session = await page.context().newCDPSession(page)
const { usedSize = 0, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
  usedSize?: number
  backingStorageSize?: number
}
note('Heap of the page', `${((usedSize + backingStorageSize) / 1e6).toFixed(0)} MB`, '< 200 MB with the worker')
note('Heap and arrays of the worker', `${((await workerBytes()) / 1e6).toFixed(0)} MB`)

/** Playwright has no heap of a worker: it is asked over the page's own session. */
async function workerBytes(): Promise<number> {
  const sizes = await Promise.all(page.workers().map(async (worker) => worker.evaluate(() => performance.now())))
  if (sizes.length === 0) return Number.NaN
  const answer = new Promise<number>((resolve) => {
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as {
        id: number
        result?: { usedSize: number; backingStorageSize?: number }
      }
      if (id === 1 && result) resolve(result.usedSize + (result.backingStorageSize ?? 0))
    })
  })
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    void session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' }),
    })
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  return await answer
}

console.log(
  `| ${new Intl.NumberFormat('en').format(count - 1)} rows, Chromium ${browser.version()} | measured | goal |\n|---|---|---|`,
)
for (const line of lines) console.log(`| ${line.join(' | ')} |`)
await browser.close()
await stowage.stop()
await sim.stop()
process.exit(0)
