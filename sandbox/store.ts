import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Index, openIndex } from './database.ts'

export type Store = { index: Index; bodiesDirectory: string; close(): void }

export function openStore(directory: string): Store {
  const index = openIndex(directory)
  const bodiesDirectory = join(directory, 'bodies')
  mkdirSync(bodiesDirectory, { recursive: true, mode: 0o700 })
  return { index, bodiesDirectory, close: () => index.close() }
}
