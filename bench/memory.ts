import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { COLUMNS_TYPE } from '../lib/listing/wire.ts'
import { simEnvironment, startScript, startSimProcess } from './processes.ts'

/**
 * Memory of the app server while two slow readers take a listing of a million rows each, beyond what it has when idle.
 *
 *   npm run bench -- memory [keys=1000000] [megabytes a second of each reader=3]
 */

const [keysText = '1000000', rateText = '3'] = process.argv.slice(2)
const SAMPLE_MS = 100
const PIECE_MS = 20
const TOKEN = 'bench-token-of-enough-characters'

const sim = await startSimProcess()
const stowage = await startScript<{ url: string }>('dist/server/main.js', [], {
  env: {
    ...simEnvironment(sim.said.endpoint),
    NODE_ENV: 'production',
    PORT: '0',
    STOWAGE_READY_JSON: '1',
    STOWAGE_TOKEN: TOKEN,
    STOWAGE_PASSWORD_FILE: '',
  },
})
const { origin } = new URL(stowage.said.url)

function residentMegabytes(): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${stowage.child.pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

const open = (bucket: string, signal?: AbortSignal) =>
  fetch(`${origin}/api/v1/buckets/${bucket}/objects?depth=below`, {
    headers: { authorization: `Bearer ${TOKEN}`, accept: COLUMNS_TYPE },
    ...(signal && { signal }),
  })

/** Reads no faster than its rate; the rest waits in the socket, and must not wait in the server's memory. */
async function readSlowly(bucket: string): Promise<number> {
  const reader = (await open(bucket)).body?.getReader()
  let bytes = 0
  const started = performance.now()
  for (;;) {
    const next = await reader?.read()
    if (!next || next.done) break
    bytes += next.value.length
    const dueMs = (1000 * bytes) / (Number(rateText) * 1e6)
    const aheadMs = dueMs - (performance.now() - started)
    if (aheadMs > PIECE_MS) await pause(aheadMs)
  }
  if (bytes < 10 * Number(keysText)) throw new Error(`Only ${bytes} bytes came.`)
  return bytes
}

// Everything that is loaded once is loaded: the routes, the SDK, the first connection.
for (let i = 0; i < 5; i++) await (await open(`uuid-${20_000 + i}`)).arrayBuffer()
// Makes its keys and renders them, which takes longer than anybody waits for a listing.
await (await fetch(`${sim.said.endpoint}/logs-${keysText}?list-type=2`)).arrayBuffer()
await pause(1000)
const idle = residentMegabytes()
let most = idle
const sampling = setInterval(() => {
  most = Math.max(most, residentMegabytes())
}, SAMPLE_MS)
const bytes = await Promise.all([readSlowly(`logs-${keysText}`), readSlowly(`logs-${keysText}`)])
clearInterval(sampling)
const after = residentMegabytes()
console.log(
  `| RSS idle | most while two readers take ${keysText} rows at ${rateText} MB/s | beyond idle | after |\n|---|---|---|---|`,
)
console.log(
  `| ${idle.toFixed(0)} MB | ${most.toFixed(0)} MB | +${(most - idle).toFixed(0)} MB | ${after.toFixed(0)} MB |\n\n${bytes.map((count) => (count / 1e6).toFixed(1)).join(' and ')} MB were read.\n`,
)
await stowage.stop()
await sim.stop()
process.exit(0)
