import type { Random } from './random.ts'

const stations = [
  'Aiguilles',
  'Brenner',
  'Ceredigion',
  'Dovrefjell',
  'Ebro',
  'Fjærland',
  'Gotland',
  'Hortobágy',
] as const
const findings = [
  'The gauge was clear of debris and read within two millimetres of the reference.',
  'Frost had lifted the eastern marker; it was reset and photographed.',
  'Two of the loggers had stopped in the night and were restarted from the spare battery.',
  'Vegetation is a fortnight ahead of last year on the south slope, and level with it on the north.',
  'No bird counts were taken after noon because of the wind.',
  'Samples 4 to 9 went to the laboratory in the cold box, the rest stay with the station.',
] as const

export function plainText(random: Random, sizeBytes: number): Buffer {
  const lines: string[] = []
  for (let length = 0; length < sizeBytes; length += 80) {
    lines.push(`${random.pick(stations)}. ${random.pick(findings)} ${random.pick(findings)}\n`)
    length += lines.at(-1)?.length ?? 0
  }
  return Buffer.from(lines.join('\n'))
}

export function markdown(random: Random, title: string): Buffer {
  const rows = Array.from(
    { length: 6 },
    (_, i) => `| ${i + 1} | ${random.pick(stations)} | ${random.integer(2, 240)} mm |`,
  )
  const items = Array.from({ length: 4 }, () => `- [${random.next() < 0.5 ? 'x' : ' '}] ${random.pick(findings)}`)
  return Buffer.from(
    `# ${title}\n\n${random.pick(findings)} **${random.pick(stations)}** was visited first.\n\n## Readings\n\n| day | station | rain |\n|---|---|---|\n${rows.join('\n')}\n\n## To do\n\n${items.join('\n')}\n\n> ${random.pick(findings)}\n\n\`\`\`sh\ngauge read --station ${random.pick(stations)} --unit mm\n\`\`\`\n`,
  )
}

export function csv(random: Random, rows: number, startMs: number): Buffer {
  const lines = ['time,station,temperature_c,humidity_percent,note']
  for (let i = 0; i < rows; i++) {
    const time = new Date(startMs + i * 600_000).toISOString()
    const note = random.next() < 0.05 ? `"gap, ""re-read"" at ${random.integer(1, 59)} min"` : ''
    lines.push(
      `${time},${random.pick(stations)},${(random.next() * 40 - 10).toFixed(1)},${random.integer(20, 100)},${note}`,
    )
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

export function json(random: Random, entries: number): Buffer {
  const readings = Array.from({ length: entries }, (_, i) => ({
    id: i + 1,
    station: random.pick(stations),
    position: {
      latitude: Number((random.next() * 180 - 90).toFixed(5)),
      longitude: Number((random.next() * 360 - 180).toFixed(5)),
    },
    isCalibrated: random.next() < 0.9,
    values: Array.from({ length: 4 }, () => random.integer(0, 1000)),
  }))
  return Buffer.from(JSON.stringify({ version: 2, readings }, null, 2))
}

export function accessLog(random: Random, lines: number, startMs: number): Buffer {
  const paths = [
    '/',
    '/index.html',
    '/styles/site.css',
    '/api/readings?station=3',
    '/photos/2025/ridge.png',
    '/favicon.ico',
  ] as const
  const out: string[] = []
  let atMs = startMs
  for (let i = 0; i < lines; i++) {
    atMs += random.integer(20, 4000)
    const address = `192.0.2.${random.integer(1, 254)}`
    const status = random.pick([200, 200, 200, 200, 304, 404, 500] as const)
    out.push(
      `${address} - - [${new Date(atMs).toISOString()}] "GET ${random.pick(paths)} HTTP/1.1" ${status} ${random.integer(120, 90_000)}`,
    )
  }
  return Buffer.from(`${out.join('\n')}\n`)
}
