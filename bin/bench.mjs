// `npm run bench -- NAME [arguments]`: builds and runs one of bench/; without a name it lists them.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/bench.mjs').then((bench) => bench.bench())
