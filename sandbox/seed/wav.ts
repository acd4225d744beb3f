import type { Random } from './random.ts'

const samplesPerSecond = 8000

/** Mono 16-bit PCM: a few notes, each fading out. */
export function wav(random: Random, seconds: number): Buffer {
  const count = Math.floor(seconds * samplesPerSecond)
  const out = Buffer.alloc(44 + count * 2)
  out.write('RIFF', 0, 'latin1')
  out.writeUInt32LE(36 + count * 2, 4)
  out.write('WAVEfmt ', 8, 'latin1')
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(samplesPerSecond, 24)
  out.writeUInt32LE(samplesPerSecond * 2, 28)
  out.writeUInt16LE(2, 32)
  out.writeUInt16LE(16, 34)
  out.write('data', 36, 'latin1')
  out.writeUInt32LE(count * 2, 40)
  const noteSamples = samplesPerSecond / 4
  let hertz = 440
  for (let i = 0; i < count; i++) {
    const within = i % noteSamples
    if (within === 0) hertz = 220 * 2 ** (random.pick([0, 2, 4, 7, 9, 12] as const) / 12)
    const fade = 1 - within / noteSamples
    out.writeInt16LE(Math.round(9000 * fade * Math.sin((2 * Math.PI * hertz * i) / samplesPerSecond)), 44 + i * 2)
  }
  return out
}
