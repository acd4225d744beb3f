// `npm test`: every check there is, on a machine that has only Node. See bin/lib/test.mjs.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/test.mjs').then((tests) => tests.test())
