import { askedSeconds } from '../presign/lifetimes.ts'

/** How long a managed link is asked to work: no limit of S3's holds it. Pure and client-safe. */
export const LINK_LIFETIMES = [
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
  { value: 'until', label: 'until…' },
  { value: 'never', label: 'no end' },
] as const

export type LinkLifetime = (typeof LINK_LIFETIMES)[number]['value']

/** Seconds from now, null for no end, or what is wrong with the moment. */
export function linkSeconds(
  lifetime: LinkLifetime,
  until: string,
  now: Date,
): { seconds: number | null } | { problem: string } {
  return lifetime === 'never' ? { seconds: null } : askedSeconds(lifetime, until, now)
}
