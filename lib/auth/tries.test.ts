import { describe, expect, it } from 'vitest'
import { clientOf, countFailure, waitSeconds } from './tries.ts'

describe('clientOf', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, client) => expect(clientOf(address)).toBe(client))
})

describe('waitSeconds', () => {
  const at = (second: number) => new Date(1_000_000 + second * 1000)

  it('lets ten tries a minute pass, then says how long to wait', () => {
    for (let i = 0; i < 10; i++) {
      expect(waitSeconds('a client', at(i))).toBe(0)
      countFailure('a client', at(i))
    }
    expect(waitSeconds('a client', at(10))).toBe(50)
    expect(waitSeconds('another client', at(10))).toBe(0)
    expect(waitSeconds('a client', at(60))).toBe(0)
  })
})
