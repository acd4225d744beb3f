import { afterEach, beforeEach, expect, it } from 'vitest'
import { killRounds } from '../../bench/kill/rounds.ts'
import { fromRoot } from '../../bin/lib/paths.mjs'
import { databaseKind, type TestDatabase, testDatabase } from '../testing/test-store.ts'

// `npm run bench -- kill` does this a few hundred times; its numbers are in bench/RESULTS.md.

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.remove())

it(`kill -9 loses nothing that was acknowledged, on ${databaseKind()}`, async () => {
  const result = await killRounds(database.place, 10, fromRoot('dist/bench/kill/worker.js'))
  expect(result.lost).toEqual([])
  expect(result.acknowledged).toBeGreaterThan(10)
  expect(result.activityRows).toBeGreaterThan(10)
})
