import 'server-only'
import { headers } from 'next/headers'
import { givePageAnswer, PAGE_ANSWER_HEADER, type PageAnswer } from './page-answers.ts'

/**
 * For a page that is no 200 and no 404, such as that of a link that has ended (410), or whose script sends to the storage
 * itself. Only before anything is streamed.
 */
export async function setPageAnswer(answer: PageAnswer): Promise<void> {
  const key = (await headers()).get(PAGE_ANSWER_HEADER)
  if (key !== null) givePageAnswer(key, answer)
}
