import { fstatSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seedSampleData } from './seed.ts'
import { startSandbox } from './server.ts'

const parentPollMs = 1000

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    dir: { type: 'string' },
    seed: { type: 'boolean', default: false },
    'latency-ms': { type: 'string', default: '0' },
    control: { type: 'boolean', default: false },
    'parent-pid': { type: 'string' },
  },
})

const sandbox = await startSandbox({
  port: Number(values.port),
  latencyMs: Number(values['latency-ms']),
  control: values.control,
  ...(values.dir !== undefined && { directory: values.dir }),
})
if (values.seed) seedSampleData(sandbox.store)

const { endpoint, accessKeyId, secretAccessKey, region } = sandbox
process.stdout.write(`${JSON.stringify({ endpoint, accessKeyId, secretAccessKey, region })}\n`)

async function stop(): Promise<void> {
  await sandbox.close()
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

// The dashboard may be killed without a chance to stop us.
if (values['parent-pid'] !== undefined) {
  const parentPid = Number(values['parent-pid'])
  setInterval(() => {
    if (!isAlive(parentPid)) void stop()
  }, parentPollMs).unref()
  // A pipe closes with its writer; stdin from /dev/null is at its end from the start and says nothing.
  if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) process.stdin.once('close', () => void stop()).resume()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
