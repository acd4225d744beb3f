import { localName } from './local-name.ts'
import { shellQuote } from './shell-quote.ts'
import type { LinkView } from './view.ts'

/** Fetches a presigned URL. Views of our API have no wget form: it cannot encode a key. */
export function wget({ url, fileName }: Pick<LinkView, 'url' | 'fileName'>): string {
  return `wget -O ${shellQuote(localName(fileName))} \\\n  ${shellQuote(url)}`
}
