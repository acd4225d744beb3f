import 'server-only'
import { headers } from 'next/headers'
import { givePageStatus, PAGE_STATUS_HEADER } from './page-statuses.ts'

/** For a page that is no 200 and no 404, such as that of a link that has ended (410). Only before anything is streamed. */
export async function setPageStatus(status: number): Promise<void> {
  const key = (await headers()).get(PAGE_STATUS_HEADER)
  if (key !== null) givePageStatus(key, status)
}
