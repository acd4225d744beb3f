import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inLanes } from './in-lanes.ts'

describe('inLanes', () => {
  it('does each once, never more than so many at a time', async () => {
    const done: number[] = []
    let at = 0
    let most = 0
    await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      at += 1
      most = Math.max(most, at)
      for (let turns = item % 3; turns >= 0; turns--) await turn()
      at -= 1
      done.push(item)
    })
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most).toBe(3)
  })

  it('begins no other after one failed', async () => {
    const begun: number[] = []
    const all = inLanes([1, 2, 3, 4], 1, async (item) => {
      begun.push(item)
      if (item === 2) throw new Error('broke')
    })
    await expect(all).rejects.toThrow('broke')
    expect(begun).toEqual([1, 2])
  })
})
