import { Children } from './children.mjs'
import { onInterrupt } from './interrupt.mjs'
import { report } from './refusal.mjs'

/**
 * Runs a command to its end: its children end with it, and what it throws becomes one line and exit code 1.
 * @param {(children: Children) => Promise<number | void>} run resolves to the exit code, 0 where it says nothing
 * @param {{ interrupted?: number }} [options] `interrupted`: the exit code after Ctrl-C, 130 for work that was cut short
 */
export async function command(run, { interrupted = 130 } = {}) {
  const children = new Children()
  onInterrupt(children, interrupted)
  let code = 1
  try {
    code = (await run(children)) ?? 0
  } catch (error) {
    if (!children.stopping) report(error)
  }
  // After Ctrl-C the children are ending already, and the exit code is decided there.
  if (children.stopping) return
  await children.stop()
  process.exitCode = code
}
