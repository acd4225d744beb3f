import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/** @type {Totals} */
export const NONE = { passed: 0, failed: 0, skipped: 0 }

/** @param {Totals} a @param {Totals} b @returns {Totals} */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** @param {Totals} totals */
export const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/**
 * A check that has no tests of its own counts as one.
 * @param {number} code @returns {Totals}
 */
export const oneCheck = (code) => ({ ...NONE, [code === 0 ? 'passed' : 'failed']: 1 })

/**
 * What a runner counted, made to fail where it did: a run that broke without a failed test, or that ran no test.
 * @param {number} code the runner's exit code @param {Totals | null} counted
 */
function settled(code, counted) {
  if (!counted) return { ...NONE, failed: 1 }
  if (counted.passed + counted.failed === 0) console.log('No test was run, which counts as a failure.')
  const broke = counted.failed === 0 && (code !== 0 || counted.passed === 0)
  return broke ? { ...counted, failed: 1 } : counted
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Vitest's JSON. A file that could not be loaded has no tests, and counts as one failed.
 * @param {number} code @param {string} file @returns {Totals}
 */
export function vitestTotals(code, file) {
  const report = read(file)
  if (!report) return settled(code, null)
  const unloaded = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  )
  return settled(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  })
}

/** Playwright's JSON. @param {number} code @param {string} file @returns {Totals} */
export function playwrightTotals(code, file) {
  const report = read(file)
  if (!report) return settled(code, null)
  const { expected, unexpected, flaky, skipped } = report.stats
  return settled(code, { passed: expected, failed: unexpected + flaky, skipped })
}
