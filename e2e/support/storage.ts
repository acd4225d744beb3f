import { randomBytes } from 'node:crypto'
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { kindOfStorage } from './running.ts'

const IN_FLIGHT = 16

/** A body, or all that a PutObject takes but for where it goes. */
export type Content = string | Uint8Array | Omit<PutObjectCommandInput, 'Bucket' | 'Key'>

/** The tests' own way to the storage: the plain SDK with its default chain, never Stowage's code. */
export function storageClient(): S3Client {
  return new S3Client({
    forcePathStyle: true,
    // Ceph 16 and Swift do not know the checksums that the SDK adds of its own accord.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** Where the default chain leads, learned as a signer sees it: the client itself only knows after its first request. */
export async function endpointOf(client: S3Client): Promise<string> {
  return new URL(await getSignedUrl(client, new ListBucketsCommand())).origin
}

async function each<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = items[Symbol.iterator]()
  const worker = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
}

/** Listings are asked for form-encoded, since XML cannot carry every key. */
const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '))

/** A bucket of one test's own. */
export class TestBucket {
  readonly name = `e2e-${randomBytes(6).toString('hex')}`
  readonly client: S3Client

  constructor(client: S3Client) {
    this.client = client
  }

  async create(): Promise<void> {
    await this.client.send(new CreateBucketCommand({ Bucket: this.name }))
  }

  async put(key: string, content: Content = ''): Promise<void> {
    const plain = typeof content === 'string' || content instanceof Uint8Array
    // The SDK takes an empty string for a stream of unknown length.
    const rest = plain ? { Body: Buffer.from(content) } : content
    await this.client.send(new PutObjectCommand({ Bucket: this.name, Key: key, ...rest }))
  }

  async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.name, Key: key }))
  }

  /** Puts every entry: `await bucket.fill({ 'a/b.txt': 'text', 'c.png': { Body: bytes, ContentType: 'image/png' } })`. */
  async fill(objects: Record<string, Content> | Iterable<readonly [string, Content]>): Promise<void> {
    const entries = Symbol.iterator in objects ? objects : Object.entries(objects)
    await each(entries as Iterable<readonly [string, Content]>, ([key, content]) => this.put(key, content))
  }

  async remove(): Promise<void> {
    const old = kindOfStorage() === 'swift' ? this.#keys() : this.#versions()
    for await (const page of old) {
      // One by one: the body of a DeleteObjects is XML, which cannot carry every key.
      await each(page, (which) => this.client.send(new DeleteObjectCommand({ Bucket: this.name, ...which })))
    }
    await this.client.send(new DeleteBucketCommand({ Bucket: this.name }))
  }

  async *#versions(): AsyncGenerator<{ Key: string; VersionId?: string }[]> {
    const marker: { KeyMarker?: string; VersionIdMarker?: string } = {}
    for (let more = true; more; ) {
      const page = await this.client.send(
        new ListObjectVersionsCommand({ Bucket: this.name, EncodingType: 'url', ...marker }),
      )
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]
      yield found.map(({ Key = '', VersionId }) => ({ Key: decodeKey(Key), ...(VersionId ? { VersionId } : {}) }))
      more = page.IsTruncated === true && page.NextKeyMarker !== undefined
      marker.KeyMarker = decodeKey(page.NextKeyMarker ?? '')
      if (page.NextVersionIdMarker) marker.VersionIdMarker = page.NextVersionIdMarker
    }
  }

  async *#keys(): AsyncGenerator<{ Key: string }[]> {
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.name,
          EncodingType: 'url',
          ...(token ? { ContinuationToken: token } : {}),
        }),
      )
      yield (page.Contents ?? []).map(({ Key = '' }) => ({ Key: decodeKey(Key) }))
      token = page.NextContinuationToken
    }
  }
}
