import { kindOfStorage, publish } from './running.ts'
import { Children, sandboxEnvironment, startSandbox, startStowage } from './servers.ts'
import { endpointOf, storageClient } from './storage.ts'

/**
 * One storage and one Stowage for the whole run. On Ceph and Swift the AWS environment and files of the caller say
 * where the storage is, and Stowage finds it through the SDK's default chain, as an admin's machine would.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const children = new Children()
  try {
    const kind = kindOfStorage()
    let control: string | null = null
    if (kind === 'sandbox') {
      const sandbox = await startSandbox(children, { seed: true })
      control = sandbox.control ?? null
      setEnvironment(sandboxEnvironment(sandbox))
    }
    const stowage = await startStowage(children, { STOWAGE_SANDBOX: kind === 'sandbox' ? '1' : '0' })
    publish({ kind, ...stowage, endpoint: await endpointOf(storageClient()), control })
  } catch (error) {
    await children.stop()
    throw error
  }
  return () => children.stop()
}

/** Workers inherit this process's environment: their SDK then finds the same storage as Stowage's. */
function setEnvironment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
