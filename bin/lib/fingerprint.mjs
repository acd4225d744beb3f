import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fromRoot } from './paths.mjs'

const TEST = /\.test\.tsx?$/

/** @param {string} path @returns {string[]} the files under it in one order everywhere; none where it does not exist */
function filesUnder(path) {
  const stats = statSync(fromRoot(path), { throwIfNoEntry: false })
  if (!stats) return []
  if (!stats.isDirectory()) return [path]
  return readdirSync(fromRoot(path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}

/**
 * One hash over the content of files and folders. Content, since a checkout or a copy changes times and nothing else.
 * @param {string[]} paths
 */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesUnder)) {
    if (!TEST.test(file))
      hash
        .update(`${file}\0`)
        .update(readFileSync(fromRoot(file)))
        .update('\0')
  }
  return hash.digest('hex')
}
