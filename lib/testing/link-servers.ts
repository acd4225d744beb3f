import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import {
  Children,
  type Sandbox,
  type Stowage,
  sandboxEnvironment,
  startSandbox,
  startStowage,
} from '../../e2e/support/servers.ts'
import type { LinkCreated, LinkInfo } from '../links/schema.ts'
import { type TestDatabase, testDatabase } from './test-store.ts'

/** Two Stowage servers that share one database, over one sandbox: what links are tested on. */
export class LinkServers {
  readonly children = new Children()
  #sandbox: Sandbox | null = null
  #database: TestDatabase | null = null
  #environment: Record<string, string | undefined> = {}
  servers: Stowage[] = []

  async start(environment: Record<string, string> = {}): Promise<void> {
    this.#database = await testDatabase()
    this.#sandbox = await startSandbox(this.children)
    this.#environment = {
      ...sandboxEnvironment(this.#sandbox),
      STOWAGE_SANDBOX: '1',
      STOWAGE_TOKEN: 'an-admin-token-of-the-tests',
      ...this.#database.environment,
      ...environment,
    }
    this.servers = [await this.another(), await this.another()]
  }

  /** One more server on the same database. */
  another(): Promise<Stowage> {
    return startStowage(this.children, this.#environment)
  }

  async stop(): Promise<void> {
    await this.children.stop()
    await this.#database?.remove()
  }

  get database(): TestDatabase {
    if (!this.#database) throw new Error('Not started.')
    return this.#database
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) throw new Error('Not started.')
    return this.#sandbox
  }

  url(path: string, server = 0): string {
    return `${this.servers[server]?.url}${path}`
  }

  /** The admin's API. */
  async api<Body = LinkInfo>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
    const answer = await fetch(this.url(`/api/v1${path}`), {
      method,
      headers: { authorization: 'Bearer an-admin-token-of-the-tests', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Body }
  }

  /** A new link, and what its URL ends in. */
  async link(request: Record<string, unknown>): Promise<{ id: string; path: string; made: LinkCreated }> {
    const { status, body } = await this.api<LinkCreated>('POST', '/links', request)
    if (status !== 201) throw new Error(`The link was not made: ${status} ${JSON.stringify(body)}`)
    return { id: body.id, path: new URL(body.url).pathname, made: body }
  }

  async downloads(id: string): Promise<number | null> {
    return (await this.api('GET', `/links/${id}`)).body.downloads
  }

  /** A colleague's request: no account, no redirect followed, as a script or as a browser. */
  async visit(
    path: string,
    { server = 0, form, ...init }: RequestInit & { server?: number; form?: Record<string, string> | string[][] } = {},
  ): Promise<Response> {
    return fetch(this.url(path, server), {
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      ...init,
    })
  }

  /** A click and where it leads: the bytes. */
  async download(path: string, form: Record<string, string> = {}, server = 0): Promise<Response> {
    const click = await this.visit(`${path}/download`, { form, server })
    const location = click.headers.get('location')
    return location === null ? click : fetch(new URL(location, this.url(path, server)))
  }

  async faults(faults: unknown[]): Promise<void> {
    await fetch(`${this.sandbox.endpoint}/__sandbox/faults`, { method: 'POST', body: JSON.stringify(faults) })
  }

  get s3(): S3Client {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.sandbox
    return new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  }

  async bucket(name: string, objects: Record<string, string | Buffer>, versioned = false): Promise<void> {
    await this.s3.send(new CreateBucketCommand({ Bucket: name }))
    if (versioned) {
      const VersioningConfiguration = { Status: 'Enabled' } as const
      await this.s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }))
    }
    for (const [key, body] of Object.entries(objects)) await this.put(name, key, body)
  }

  async put(bucket: string, key: string, body: string | Buffer): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }))
  }

  async remove(bucket: string, key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  }
}
