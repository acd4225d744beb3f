import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSilence } from './end-silence.ts'

const SILENCE_MS = 1000

const server = createServer({ requestTimeout: 0 }, (asked, answer) => {
  endSilence(asked, SILENCE_MS)
  text(asked).then(
    (body) => answer.end(body),
    () => undefined,
  )
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

const post = () =>
  request({ port: (server.address() as AddressInfo).port, method: 'POST', headers: { 'content-length': 4 } })

it('lets a body take longer than that, a byte at a time', async () => {
  const sent = post()
  const answered = once(sent, 'response')
  for (const byte of 'slow') {
    await wait(SILENCE_MS / 2)
    sent.write(byte)
  }
  sent.end()
  const [answer] = await answered
  expect(await text(answer)).toBe('slow')
})

it('cuts one that stops coming', async () => {
  const sent = post()
  sent.write('s')
  await expect(once(sent, 'response')).rejects.toThrow(/hang up|ECONNRESET/)
})
