// `npm run bench`: builds, runs all of bench/ and writes bench/RESULTS.md; `npm run bench -- NAME [arguments]` runs one.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/bench.mjs').then((bench) => bench.bench())
