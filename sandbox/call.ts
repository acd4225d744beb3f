import type { PayloadSeal } from './authenticate.ts'
import type { Bucket } from './buckets.ts'
import type { Credentials } from './credentials.ts'
import type { Identity } from './identity.ts'
import type { S3Request } from './request.ts'
import type { Store } from './store.ts'

/** Everything one operation may use. */
export type Call = {
  request: S3Request
  operation: string
  identity: Identity
  seal?: PayloadSeal
  store: Store
  credentials: Credentials
  region: string
  nowMs: number
  /** S3 answers at most 1000 keys a page; a fault may lift that. */
  maxPageKeys: number
}

export type BucketCall = Call & { bucket: Bucket }

export const ownerId = 'sandbox-owner'
export const ownerName = 'sandbox'
