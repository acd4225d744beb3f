export type Counts = {
  total: number
  inFlight: number
  /** Answers whose client went away before their end. */
  aborted: number
  byOperation: Record<string, number>
}

export type Counter = { start(operation: string): (isAborted: boolean) => void; read(): Counts; reset(): void }

export function createCounter(): Counter {
  let counts: Counts = { total: 0, inFlight: 0, aborted: 0, byOperation: {} }
  return {
    start: (operation) => {
      counts.total++
      counts.inFlight++
      counts.byOperation[operation] = (counts.byOperation[operation] ?? 0) + 1
      const started = counts
      return (isAborted) => {
        // A reset carries the number in flight over, so the end is taken from the counts of now.
        counts.inFlight--
        if (isAborted && started === counts) counts.aborted++
      }
    },
    read: () => ({ ...counts, byOperation: { ...counts.byOperation } }),
    reset: () => {
      counts = { total: 0, inFlight: counts.inFlight, aborted: 0, byOperation: {} }
    },
  }
}
