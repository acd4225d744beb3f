import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StorePlace } from '../../lib/store/store.ts'
import { clicksAtOnce } from './clicks.ts'
import { killRounds } from './rounds.ts'

// `npm run bench -- kill [kills]`: SQLite, and PostgreSQL where STOWAGE_TEST_DATABASE_URL names one (ci/postgres start).

const KILLS = 300
const kills = Number(process.argv[2] ?? KILLS)
const worker = fileURLToPath(new URL('./worker.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'stowage-kill-'))
const postgres = process.env.STOWAGE_TEST_DATABASE_URL
const places: StorePlace[] = [
  { kind: 'sqlite', file: join(folder, 'stowage.sqlite') },
  ...(postgres === undefined ? [] : [{ kind: 'postgres' as const, url: postgres }]),
]

console.log('| database | kills | acknowledged | lost | activity rows proven | slowest reopening and check |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const place of places) {
  const { acknowledged, lost, activityRows, slowestReopenMs } = await killRounds(place, kills, worker)
  console.log(
    `| ${place.kind} | ${kills} | ${acknowledged} | ${lost.length} | ${activityRows} | ${Math.round(slowestReopenMs)} ms |`,
  )
  for (const sentence of lost) console.error(sentence)
  if (lost.length > 0) process.exitCode = 1
}

console.log('\n| database | clicks at once, handles | allowed | given | refused | median click | clicks a second |')
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const place of places) {
  for (const [clicks, allowed] of [
    [25, 1],
    [500, 100],
  ] as const) {
    const { given, refused, medianMs, perSecond } = await clicksAtOnce(place, { clicks, allowed, handles: 3 })
    console.log(
      `| ${place.kind} | ${clicks}, 3 | ${allowed} | ${given} | ${refused} | ${medianMs.toFixed(1)} ms | ${Math.round(perSecond)} |`,
    )
    if (given !== allowed) process.exitCode = 1
  }
}
rmSync(folder, { recursive: true, force: true })
