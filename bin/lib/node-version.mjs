// Read by Nodes far older than ours, so that they can say so: only syntax and modules that Node 12 has.

export const OLDEST = '20.19.0'

/**
 * One line where this Node cannot run Stowage, null where it can.
 * @param {string} version
 */
export function nodeIsTooOld(version) {
  const have = version.split('.').map(Number)
  const need = OLDEST.split('.').map(Number)
  const tooOld = have[0] < need[0] || (have[0] === need[0] && have[1] < need[1])
  return tooOld
    ? `Stowage needs Node ${OLDEST} or newer; this is Node ${version}. A newer one is at https://nodejs.org/.`
    : null
}

/** Ends the process with that one line. */
export function endIfNodeIsTooOld() {
  const refusal = nodeIsTooOld(process.versions.node)
  if (!refusal) return
  console.error(`stowage: ${refusal}`)
  process.exit(1)
}
