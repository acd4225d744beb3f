import type { Bucket } from '../buckets.ts'
import type { Store } from '../store.ts'
import { accessLog, csv, json, markdown, plainText } from './documents.ts'
import { oddKeys } from './odd-keys.ts'
import { pdf } from './pdf.ts'
import { landscape } from './png.ts'
import { putSample, type Sample } from './put-sample.ts'
import type { Random } from './random.ts'
import { wav } from './wav.ts'

const sites = ['aiguilles', 'brenner', 'ceredigion', 'dovrefjell', 'ebro', 'gotland'] as const
const classes = ['STANDARD', 'STANDARD', 'STANDARD', 'STANDARD_IA', 'GLACIER_IR', 'GLACIER'] as const
const dayMs = 24 * 3600_000

/** Two years that end here: fixed, so that the same command always makes the same data. */
export const lastDayMs = Date.UTC(2026, 5, 30)

type Make = (random: Random, when: Date) => Pick<Sample, 'bytes' | 'contentType'> & { name: string }

const kinds: { folder: string; count: number; make: Make }[] = [
  { folder: 'photos', count: 70, make: photo },
  { folder: 'readings', count: 40, make: readings },
  { folder: 'notes', count: 30, make: notes },
  { folder: 'logs', count: 16, make: log },
  { folder: 'reports', count: 10, make: report },
  { folder: 'sound', count: 6, make: sound },
]

export function seedFieldSurvey(store: Store, bucket: Bucket, random: Random): void {
  for (const site of sites) {
    for (const { folder, count, make } of kinds) {
      for (let i = 0; i < count; i++)
        putSample(
          store,
          bucket,
          dated(random, (when) => make(random, when), `${site}/${folder}`),
        )
    }
  }
  for (const [i, key] of oddKeys.entries()) {
    const bytes = Buffer.from(`The name of this object, number ${i + 1} of the odd ones, is in its key.\n`)
    putSample(store, bucket, {
      key,
      bytes: key.endsWith('/') ? Buffer.alloc(0) : bytes,
      modifiedMs: lastDayMs - i * dayMs,
      contentType: 'text/plain',
    })
  }
  const readme = { key: 'README.md', contentType: 'text/markdown', headers: { 'cache-control': 'max-age=300' } }
  putSample(store, bucket, { ...readme, bytes: markdown(random, 'Field survey'), modifiedMs: lastDayMs })
}

function dated(random: Random, make: (when: Date) => ReturnType<Make>, folder: string): Sample {
  const modifiedMs = lastDayMs - Math.floor(random.next() * 730 * dayMs)
  const when = new Date(modifiedMs)
  const { name, ...rest } = make(when)
  const month = when.toISOString().slice(0, 7).replace('-', '/')
  const hasTags = random.next() < 0.1
  return {
    ...rest,
    key: `${folder}/${month}/${name}`,
    modifiedMs,
    storageClass: random.pick(classes),
    headers: hasTags ? { 'x-amz-meta-surveyor': random.pick(['Ana Ruiz', 'Bjørn Dahl', '李娜'] as const) } : {},
    ...(hasTags && { tags: [{ key: 'season', value: when.getUTCMonth() < 6 ? 'spring' : 'autumn' }] }),
  }
}

function stamp(random: Random, when: Date): string {
  return `${when.toISOString().slice(0, 10)}-${`${random.integer(0, 9999)}`.padStart(4, '0')}`
}

function photo(random: Random, when: Date) {
  const width = Math.max(48, Math.min(640, Math.round(random.logNormal(96, 0.45))))
  return {
    name: `ridge-${stamp(random, when)}.png`,
    contentType: 'image/png',
    bytes: landscape(random, width, Math.round(width * 0.66)),
  }
}

function readings(random: Random, when: Date) {
  if (random.next() < 0.3)
    return {
      name: `stations-${stamp(random, when)}.json`,
      contentType: 'application/json',
      bytes: json(random, random.integer(5, 200)),
    }
  const rows = Math.min(30_000, Math.round(random.logNormal(250, 1.3)))
  return {
    name: `weather-${stamp(random, when)}.csv`,
    contentType: 'text/csv',
    bytes: csv(random, rows, when.getTime()),
  }
}

function notes(random: Random, when: Date) {
  const name = `visit-${stamp(random, when)}`
  if (random.next() < 0.5)
    return {
      name: `${name}.md`,
      contentType: 'text/markdown',
      bytes: markdown(random, `Visit of ${when.toISOString().slice(0, 10)}`),
    }
  return {
    name: `${name}.txt`,
    contentType: 'text/plain; charset=utf-8',
    bytes: plainText(random, random.logNormal(4000, 0.9)),
  }
}

function log(random: Random, when: Date) {
  const lines = Math.min(12_000, Math.round(random.logNormal(500, 1.1)))
  return {
    name: `gateway-${stamp(random, when)}.log`,
    contentType: 'text/plain',
    bytes: accessLog(random, lines, when.getTime()),
  }
}

function report(random: Random, when: Date) {
  const lines = plainText(random, 1500)
    .toString('latin1')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(0, 80))
  return {
    name: `report ${stamp(random, when)}.pdf`,
    contentType: 'application/pdf',
    bytes: pdf(`Report ${when.toISOString().slice(0, 10)}`, lines),
  }
}

function sound(random: Random, when: Date) {
  return {
    name: `dawn-${stamp(random, when)}.wav`,
    contentType: 'audio/wav',
    bytes: wav(random, Math.min(200, random.logNormal(8, 1.3))),
  }
}
