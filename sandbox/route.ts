import type { Answer } from './answer.ts'
import { requireBucket } from './buckets.ts'
import type { BucketCall, Call } from './call.ts'

export type Route = {
  operation: string
  level: 'service' | 'bucket' | 'object'
  method: string
  /** A query parameter, and perhaps a header, that must be there. */
  query?: string
  header?: string
  answer: (call: Call) => Answer | Promise<Answer>
}

export function inBucket(answer: (call: BucketCall) => Answer | Promise<Answer>): Route['answer'] {
  return (call) => answer({ ...call, bucket: requireBucket(call.store, call.request.bucket) })
}

type InBucket = Parameters<typeof inBucket>[0]

export function serviceRoute(operation: string, method: string, answer: Route['answer']): Route {
  return { operation, level: 'service', method, answer }
}

export function bucketRoute(operation: string, method: string, query: string | undefined, answer: InBucket): Route {
  return { operation, level: 'bucket', method, ...(query && { query }), answer: inBucket(answer) }
}

export function objectRoute(operation: string, method: string, query: string | undefined, answer: InBucket): Route {
  return { ...bucketRoute(operation, method, query, answer), level: 'object' }
}
