import type { LinkLimitedBy } from '../links/schema.ts'
import type { PolicyRules } from './schema.ts'

/** Seconds to the end, as asked, or as the policy has it. @param asked null: none */
export function endWithin(
  { longestLifeSeconds }: Pick<PolicyRules, 'longestLifeSeconds'>,
  asked: number | null,
): { seconds: number | null; limitedBy: Extract<LinkLimitedBy, 'request' | 'policy'> } {
  if (longestLifeSeconds === null || (asked !== null && asked <= longestLifeSeconds))
    return { seconds: asked, limitedBy: 'request' }
  return { seconds: longestLifeSeconds, limitedBy: 'policy' }
}
