import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'

export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number]
export type Checksum = { algorithm: ChecksumAlgorithm; value: string; type: 'FULL_OBJECT' | 'COMPOSITE' }
export type Hasher = { update(bytes: Uint8Array): void; digest(): Buffer }

export function hasher(algorithm: ChecksumAlgorithm): Hasher {
  if (algorithm === 'CRC32') return crc32Hasher()
  if (algorithm === 'CRC32C') return crc32cHasher()
  if (algorithm === 'CRC64NVME') return crc64Hasher()
  return cryptoHasher(createHash(algorithm.toLowerCase()))
}

export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`
}

export function checksumAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  return checksumAlgorithms.find((algorithm) => algorithm === name?.toUpperCase())
}

function cryptoHasher(hash: Hash): Hasher {
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() }
}

function crc32Hasher(): Hasher {
  let crc = 0
  return {
    update: (bytes) => {
      crc = crc32(bytes, crc)
    },
    digest: () => word(crc),
  }
}

const castagnoli = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
  return c >>> 0
})

function crc32cHasher(): Hasher {
  let crc = 0xffffffff
  return {
    update: (bytes) => {
      for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (castagnoli[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0)
    },
    digest: () => word((crc ^ 0xffffffff) >>> 0),
  }
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

// CRC-64/NVME, reflected polynomial 0x9a6c9329ac4bc9b5, as two 32-bit halves: BigInt would be ten times slower.
const [nvmeHigh, nvmeLow] = nvmeTables()

function nvmeTables(): [Uint32Array, Uint32Array] {
  const high = new Uint32Array(256)
  const low = new Uint32Array(256)
  for (let n = 0; n < 256; n++) {
    let h = 0
    let l = n
    for (let bit = 0; bit < 8; bit++) {
      const carry = l & 1
      l = (l >>> 1) | (h << 31)
      h >>>= 1
      if (carry) {
        h ^= 0x9a6c9329
        l ^= 0xac4bc9b5
      }
    }
    high[n] = h
    low[n] = l
  }
  return [high, low]
}

function crc64Hasher(): Hasher {
  let high = 0xffffffff
  let low = 0xffffffff
  return {
    update: (bytes) => {
      for (let i = 0; i < bytes.length; i++) {
        const n = (low ^ (bytes[i] ?? 0)) & 255
        low = ((low >>> 8) | (high << 24)) ^ (nvmeLow[n] ?? 0)
        high = (high >>> 8) ^ (nvmeHigh[n] ?? 0)
      }
    },
    digest: () => Buffer.concat([word(~high >>> 0), word(~low >>> 0)]),
  }
}
