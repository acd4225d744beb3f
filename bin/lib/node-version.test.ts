import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeIsTooOld, OLDEST } from './node-version.mjs'
import { fromRoot } from './paths.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('%s runs Stowage', (version) => {
  expect(nodeIsTooOld(version)).toBeNull()
})

test.each(['12.22.0', '18.20.4', '20.9.0', '20.18.3'])('%s is refused with one line', (version) => {
  expect(nodeIsTooOld(version)).toMatch(
    new RegExp(`^Stowage needs Node ${OLDEST} or newer; this is Node ${version}\\.`),
  )
})

test('package.json asks for the same', () => {
  expect(JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')).engines.node).toBe(`>=${OLDEST}`)
})
