// `npm start`: all that is needed to use Stowage, on a machine that has Node. See bin/lib/start.mjs.
// Only what old Nodes can read may be here, so that they can say that they are too old.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/start.mjs').then((command) => command.start())
