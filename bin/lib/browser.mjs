import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fromRoot } from './paths.mjs'
import { Refusal } from './refusal.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where Playwright keeps its own Chromium, when it is there. */
function playwrightsOwn() {
  // Resolved at run time from the project: nothing is installed yet when this file is read.
  const path = createRequire(fromRoot('package.json'))('playwright').chromium.executablePath()
  return existsSync(path) ? path : null
}

/**
 * The Chromium that the browser tests use: the one named, Playwright's own, or one that the machine has.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Refusal(`CHROMIUM_PATH names ${named}, which does not exist.`)
  return named || playwrightsOwn() || PLACES.find((place) => existsSync(place)) || null
}

/**
 * Finds a Chromium or gets one: Playwright's download, else Debian's package where this user may install it.
 * @param {import('./children.mjs').Children} children @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function chromium(children, say) {
  const found = findChromium()
  if (found) return found
  say('Installing Chromium for the browser tests …')
  const cli = fromRoot('node_modules/playwright/cli.js')
  const download = await children.run(process.execPath, [cli, 'install', 'chromium'])
  const output = download.code === 0 ? '' : `${download.output}\n${await installPackage(children)}`
  const installed = findChromium()
  if (installed) return installed
  throw new Refusal('no Chromium could be installed. Install one and set CHROMIUM_PATH to it.', output)
}

/** @param {import('./children.mjs').Children} children @returns {Promise<string>} what apt said */
async function installPackage(children) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return ''
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await children.run('apt-get', ['update', '-q'], { env })
  const packages = ['chromium', 'fonts-dejavu-core']
  return (await children.run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env }))
    .output
}
