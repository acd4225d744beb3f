import { shared } from '../shared.ts'

/** Statuses that pages chose, by request: written by `setPageStatus`, read by the front when the first byte goes out. */
export const PAGE_STATUS_HEADER = 'x-stowage-page'

const statuses = shared('page-statuses', () => new Map<string, number>())

export const givePageStatus = (key: string, status: number): void => void statuses.set(key, status)

export function takePageStatus(key: string): number | undefined {
  const status = statuses.get(key)
  statuses.delete(key)
  return status
}
