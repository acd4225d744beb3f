/** An end that a person can act on: its message is the one line that the command prints. */
export class Refusal extends Error {
  /** @param {string} message @param {string} [details] printed before the message, such as the end of a build's output */
  constructor(message, details = '') {
    super(message)
    this.details = details
  }
}

/**
 * Prints why a command ends. A Refusal is one line; anything else is a fault of ours, and keeps its stack.
 * @param {unknown} error
 */
export function report(error) {
  if (!(error instanceof Refusal)) return console.error(error)
  if (error.details) console.error(error.details)
  console.error(`stowage: ${error.message}`)
}
