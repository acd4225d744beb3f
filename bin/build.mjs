// `npm run build`: the server, the sandbox and the app, whether or not they are stale.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/command.mjs').then(({ command }) =>
  command(async (children) => {
    const { install } = await import('./lib/install.mjs')
    const { build } = await import('./lib/build.mjs')
    await install(children, console.log)
    await build(children, console.log, { force: true })
  }),
)
