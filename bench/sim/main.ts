import { startSim } from './server.ts'

// The simulated server as a process of its own: `node dist/bench/sim/main.js [port=0]` prints where it listens.

const { endpoint } = await startSim(Number(process.argv[2] ?? 0))
process.stdout.write(`${JSON.stringify({ endpoint })}\n`)
process.once('disconnect', () => process.exit(0))
