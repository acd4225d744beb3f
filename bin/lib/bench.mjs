import { existsSync, readdirSync } from 'node:fs'
import { build } from './build.mjs'
import { ended } from './children.mjs'
import { command } from './command.mjs'
import { install } from './install.mjs'
import { fromRoot } from './paths.mjs'
import { QUIET } from './quiet.mjs'
import { Refusal } from './refusal.mjs'

/** A benchmark is bench/NAME.ts, or bench/NAME/main.ts where it has parts. */
function benchmarks() {
  return readdirSync(fromRoot('bench'), { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory()
        ? existsSync(fromRoot('bench', entry.name, 'main.ts'))
        : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'),
    )
    .map((entry) => entry.name.replace(/\.ts$/, ''))
}

/** @param {import('./children.mjs').Children} children */
async function run(children) {
  const [name, ...args] = process.argv.slice(2)
  const names = benchmarks()
  if (!name) {
    console.log(names.length > 0 ? `npm run bench -- ${names.join(' | ')}` : 'There are no benchmarks yet.')
    return 0
  }
  if (!names.includes(name)) throw new Refusal(`there is no benchmark "${name}". There are: ${names.join(', ')}`)
  await install(children, console.error)
  // Some measure the app itself, so all of it is built. Progress goes to standard error, results to standard output.
  await build(children, console.error)
  const script = [fromRoot('dist/bench', `${name}.js`), fromRoot('dist/bench', name, 'main.js')].find(existsSync)
  const env = { ...process.env, ...QUIET, NODE_ENV: 'production' }
  return ended(children.start(process.execPath, [script, ...args], { cwd: fromRoot('.'), env, stdio: 'inherit' }))
}

export const bench = () => command(run)
