import { walk } from '../lib/listing/walk.ts'
import { HELD_OUT, KEY_SPACES, keySpace, TUNED } from '../lib/testing/key-spaces.ts'
import { keyStore, listModel } from '../lib/testing/list-model.ts'
import { VirtualClock } from './sim/clock.ts'

/**
 * The walk against a simulated server, in virtual time: wall clock against the bound `pages × latency / in flight +
 * latency`, and requests beyond the fewest possible.
 *
 *   node --conditions=react-server dist/bench/listing.js [keys=1000000] [in flight=16,64] [spaces=all]
 */

const [keysText = '1000000', inFlightText = '16,64', spacesText = ''] = process.argv.slice(2)
const LATENCY_MS = 100
const spaces = spacesText === '' ? Object.keys(KEY_SPACES) : spacesText.split(',')

type Result = {
  inFlight: number
  milliseconds: number
  bound: number
  requests: number
  pages: number
  isRight: boolean
}

async function measure(store: ReturnType<typeof keyStore>, inFlight: number): Promise<Result> {
  const clock = new VirtualClock({ latencyMs: LATENCY_MS })
  let rows = 0
  const { result, milliseconds } = await clock.run(
    walk(clock.delayed(listModel(store)), {
      prefix: '',
      delimiter: '',
      inFlight,
      signal: new AbortController().signal,
      onPage: ({ columns }) => {
        rows += columns.rows
      },
    }),
  )
  const pages = Math.ceil(store.count / 1000)
  const bound = (pages * LATENCY_MS) / inFlight + LATENCY_MS
  return {
    inFlight,
    milliseconds,
    bound,
    requests: result.requests,
    pages,
    isRight: result.state === 'complete' && rows === store.count,
  }
}

console.log(`| key space | keys | in flight | wall ms | × bound | requests | extra |\n|---|---|---|---|---|---|---|`)
for (const space of spaces) {
  const store = keyStore(keySpace(space, Number(keysText)))
  for (const inFlight of inFlightText.split(',').map(Number)) {
    const { milliseconds, bound, requests, pages, isRight } = await measure(store, inFlight)
    const name = TUNED[space] ? space : HELD_OUT[space] ? `${space} (held out)` : `${space} (seen)`
    const extra = (100 * (requests - pages)) / pages
    console.log(
      `| ${name} | ${store.count} | ${inFlight} | ${Math.round(milliseconds)} | ${(milliseconds / bound).toFixed(2)} | ${requests} | ${extra.toFixed(0)} % |${isRight ? '' : ' WRONG'}`,
    )
  }
}
