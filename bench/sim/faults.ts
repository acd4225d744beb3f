/** What goes wrong with the simulated server's listings, counted over all of them. */

export type SimFault = {
  /** `slow-down` answers 503; `reset` cuts the connection; `cut` after half a body; `hang` never answers. */
  kind: 'slow-down' | 'reset' | 'cut' | 'hang' | 'repeated-token'
  /** Every so many requests. */
  every: number
}

export class SimFaults {
  #faults: SimFault[] = []
  #requests = 0

  set(faults: SimFault[]): void {
    this.#faults = faults
    this.#requests = 0
  }

  /** Of the next request. */
  next(): SimFault['kind'] | null {
    this.#requests++
    return this.#faults.find(({ every }) => this.#requests % every === 0)?.kind ?? null
  }
}

export const SLOW_DOWN =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>'
