import { expect, it } from 'vitest'
import { countRequest } from './rate-limit.ts'

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000)
const left = (actor: string, seconds: number) => countRequest(actor, 2, at(seconds)).headers[1]?.[1]

it('counts each actor by itself, minute by minute', () => {
  expect(countRequest('rate-a', 2, at(0))).toEqual({
    headers: [
      ['ratelimit-policy', '"actor";q=2;w=60'],
      ['ratelimit', '"actor";r=1;t=60'],
    ],
    refusal: null,
  })
  expect(left('rate-a', 30)).toBe('"actor";r=0;t=30')
  expect(left('rate-b', 30)).toBe('"actor";r=1;t=60')
  const { headers, refusal } = countRequest('rate-a', 2, at(31))
  expect([refusal?.status, refusal?.facts, headers[1]?.[1]]).toEqual([
    429,
    { retryAfterSeconds: 29 },
    '"actor";r=0;t=29',
  ])
  expect(left('rate-a', 60)).toBe('"actor";r=1;t=60')
})

it('0 means no limit', () => expect(countRequest('rate-c', 0, at(0))).toEqual({ headers: [], refusal: null }))
