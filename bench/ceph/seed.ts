import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { type Keys, signedHeaders } from './sign.ts'

/** A bucket of empty objects with the keys of a data lake, put as fast as the server takes them. */

const TRIES_MAX = 5
const two = (value: number): string => String(value).padStart(2, '0')

/** 36 months of 28 days, the rest inside a day. */
export function lakeKey(index: number): string {
  const day = index % 1008
  const month = Math.floor(day / 28)
  const part = String(Math.floor(index / 1008)).padStart(8, '0')
  return `data/year=${2022 + Math.floor(month / 12)}/month=${two(1 + (month % 12))}/day=${two(1 + (day % 28))}/part-${part}.parquet`
}

type Seed = { endpoint: string; bucket: string; count: number; inFlight?: number; keys: Keys }

export async function seedBucket(
  { endpoint, bucket, count, inFlight = 48, keys }: Seed,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const { host, hostname, port } = new URL(endpoint)
  const put = async (path: string): Promise<void> => {
    for (let tries = 1; ; tries++) {
      const headers = { ...signedHeaders('PUT', host, path, keys), 'content-length': '0' }
      const sent = request({ agent, hostname, port, method: 'PUT', path, headers })
      sent.end()
      try {
        const [response]: IncomingMessage[] = await once(sent, 'response')
        await once(response?.resume() ?? sent, 'end')
        // 409: the bucket is there already.
        if (response?.statusCode === 200 || response?.statusCode === 409) return
        if (tries >= TRIES_MAX) throw new Error(`PUT ${path} answered ${response?.statusCode}.`)
      } catch (error) {
        if (tries >= TRIES_MAX) throw error
      }
    }
  }
  await put(`/${bucket}`)
  let next = 0
  let done = 0
  const worker = async () => {
    while (next < count) {
      // `=` is the one character of these keys that a path encodes for signing.
      await put(`/${bucket}/${lakeKey(next++).replaceAll('=', '%3D')}`)
      if (++done % 10_000 === 0) onProgress(done)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  agent.destroy()
}
