import { shared } from '../shared.ts'

/** What a page decides of its own answer: a status, and origins of the storage that its script may send to. */
export type PageAnswer = { status: number; storage: readonly string[] }

/** By request: written by `setPageAnswer`, read by the front when the first byte goes out. */
export const PAGE_ANSWER_HEADER = 'x-stowage-page'

const answers = shared('page-answers', () => new Map<string, PageAnswer>())

export const givePageAnswer = (key: string, answer: PageAnswer): void => void answers.set(key, answer)

export function takePageAnswer(key: string): PageAnswer | undefined {
  const answer = answers.get(key)
  answers.delete(key)
  return answer
}
