// `npm run verify-activity`: proves that the record of activity is whole. See server/verify-activity.ts.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/command.mjs').then(({ command }) =>
  command(async (children) => {
    const { build } = await import('./lib/build.mjs')
    const { ended } = await import('./lib/children.mjs')
    const { install } = await import('./lib/install.mjs')
    const { fromRoot } = await import('./lib/paths.mjs')
    await install(children, console.error)
    await build(children, console.error, { serverOnly: true })
    const script = fromRoot('dist/server/verify-activity.js')
    return ended(children.start(process.execPath, [script], { cwd: fromRoot('.'), stdio: 'inherit' }))
  }),
)
