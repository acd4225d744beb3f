import 'server-only'
import { AppError } from '../errors.ts'
import { DEFAULT_CONNECTION } from '../paths.ts'
import type { Connection } from '../s3/connection.ts'
import { connections } from './registry.ts'

/** @throws AppError not_found, naming none of the others. */
export async function findConnection(name: string = DEFAULT_CONNECTION): Promise<Connection> {
  const found = (await connections()).get(name)
  if (found) return found
  throw new AppError(
    'not_found',
    'There is no connection of this name. Connections are the profiles in ~/.aws/config and ~/.aws/credentials, and "default".',
  )
}
