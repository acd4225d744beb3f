import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from './browser.mjs'
import { build } from './build.mjs'
import { command } from './command.mjs'
import { install } from './install.mjs'
import { QUIET } from './quiet.mjs'
import { startPostgres, startServer } from './real-servers.mjs'
import { Refusal, report } from './refusal.mjs'
import { SUITES } from './suites.mjs'
import { add, line, NONE } from './totals.mjs'

const USAGE = `npm test -- [--only ${Object.keys(SUITES).join('|')}] [--ceph | --swift | --postgres]`

/** @param {string} text */
const say = (text) => console.log(`\n--- ${text}`)

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      ceph: { type: 'boolean', default: false },
      swift: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
    },
  })
  const unknown = values.only?.find((name) => !(name in SUITES))
  if (unknown) throw new Refusal(`there is no suite "${unknown}". Usage: ${USAGE}`)
  return { only: values.only, server: values.ceph ? 'ceph' : values.swift ? 'swift' : null, postgres: values.postgres }
}

/** The main job: finding a bucket, the objects in it, a file, and a link to it. */
const MAIN_JOB = ['buckets', 'objects', 'presign', 'share']

/**
 * Which suites run, and in what environment each. On a real server those that need storage, the browser tests with the
 * default profile and those of the main job again with another one named.
 * @param {{ only: string[] | undefined, server: string | null }} options
 * @param {Awaited<ReturnType<typeof startServer>> | null} real
 */
function plan({ only, server }, real) {
  const chosen = only ?? (server ? ['integration', 'e2e'] : Object.keys(SUITES))
  const names = Object.keys(SUITES).filter((name) => chosen.includes(name))
  if (!real) return names.map((name) => ({ name, title: name, env: { STOWAGE_TEST_STORAGE: 'sandbox' } }))
  return names.flatMap((name) =>
    name === 'e2e'
      ? [
          { name, title: `${name} on ${server}, default profile`, env: real.environment() },
          {
            name,
            title: `${name} on ${server}, AWS_PROFILE=${server}`,
            env: real.environment({ profile: server }),
            files: MAIN_JOB,
          },
        ]
      : [{ name, title: `${name} on ${server}`, env: real.environment({ variables: true }) }],
  )
}

/**
 * Every suite to its end, so that one run shows all that is wrong.
 * @param {import('./children.mjs').Children} children @param {ReturnType<typeof plan>} planned @param {string} folder
 */
async function runSuites(children, planned, folder) {
  let total = NONE
  const summary = []
  let built = false
  for (const { name, title, env, files } of planned) {
    const suite = SUITES[name]
    const started = performance.now()
    say(title)
    let counted
    try {
      if (suite.needsBuild && !built) await build(children, console.log)
      built ||= suite.needsBuild
      const browser = suite.needsBrowser ? { CHROMIUM_PATH: await chromium(children, console.log) } : {}
      counted = await suite.run(children, { ...process.env, ...env, ...browser, ...QUIET }, folder, files)
    } catch (error) {
      if (children.stopping) throw error
      report(error)
      counted = { ...NONE, failed: 1, failures: [`${title} broke: ${error}`] }
    }
    total = add(total, counted)
    summary.push(`${title}: ${line(counted)}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  if (total.failures?.length) say(`failed\n${total.failures.join('\n\n')}`)
  say(`totals\n${summary.join('\n')}`)
  return total
}

/** The suites that need Stowage's own database, once more on PostgreSQL. @param {import('./children.mjs').Children} children @param {string} folder */
async function runOnPostgres(children, folder) {
  const env = await startPostgres(children, say)
  if (!env) return 0
  const total = await runSuites(children, [{ name: 'integration', title: 'integration on postgres', env }], folder)
  console.log(line(total))
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/** @param {import('./children.mjs').Children} children */
async function run(children) {
  const options = readOptions()
  await install(children, console.log)
  const folder = mkdtempSync(join(tmpdir(), 'stowage-test-'))
  children.atEnd(() => rmSync(folder, { recursive: true, force: true }))
  if (options.postgres) return runOnPostgres(children, folder)
  const real = options.server ? await startServer(options.server, children, folder, say) : null
  if (options.server && !real) return 0
  const total = await runSuites(children, plan(options, real), folder)
  console.log(line(total))
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

export const test = () => command(run)
