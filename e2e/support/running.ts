/** What the global setup started. It reaches the workers through their environment, the only thing they share. */
export type Running = {
  /** Which storage the tests run on. */
  kind: 'sandbox' | 'ceph' | 'swift'
  /** Stowage's own address, without a slash at the end. */
  url: string
  /** The sign-in URL as it was printed. */
  signInUrl: string
  /** Stowage's admin token. */
  token: string
  /** The storage's address, as the tests reach it. */
  endpoint: string
  /** The sandbox's control address; null on another storage. */
  control: string | null
}

const NAME = 'STOWAGE_E2E_RUNNING'

export function publish(running: Running): void {
  process.env[NAME] = JSON.stringify(running)
}

export function running(): Running {
  const text = process.env[NAME]
  if (!text) throw new Error('The global setup has not run: start browser tests with `npx playwright test`.')
  return JSON.parse(text) as Running
}

export function kindOfStorage(): Running['kind'] {
  const kind = process.env.STOWAGE_TEST_STORAGE || 'sandbox'
  if (kind === 'sandbox' || kind === 'ceph' || kind === 'swift') return kind
  throw new Error(`STOWAGE_TEST_STORAGE is "${kind}"; it may be sandbox, ceph or swift.`)
}
