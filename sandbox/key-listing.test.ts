import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBucket } from './buckets.ts'
import { type Entry, listKeys, type Page, successor } from './key-listing.ts'
import { seedKeys } from './seed.ts'
import { openStore, type Store } from './store.ts'

let directory: string
let store: Store
let buckets = 0

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'key-listing-'))
  store = openStore(directory)
})

afterAll(() => {
  store.close()
  rmSync(directory, { recursive: true })
})

type Question = { prefix: string; delimiter: string; after: string | undefined; limit: number }

function bucketOf(keys: Iterable<string>): number {
  const bucket = `bucket-${++buckets}`
  seedKeys(store, { bucket, keys })
  return findBucket(store, bucket)?.id ?? -1
}

function ask(bucketId: number, { prefix, delimiter, after, limit }: Question): Page {
  const bytes = (text: string) => Buffer.from(text)
  return listKeys(store, {
    bucketId,
    prefix: bytes(prefix),
    delimiter: bytes(delimiter),
    after: after === undefined ? undefined : bytes(after),
    limit,
  })
}

function nameOf(entry: Entry): string {
  return 'prefix' in entry ? `prefix ${entry.prefix}` : `key ${entry.key}`
}

/** The definition, slowly: roll every key up, keep one of each, sort, drop what is not after, cut. */
function model(
  keys: string[],
  { prefix, delimiter, after, limit }: Question,
): { names: string[]; isTruncated: boolean } {
  const entries = new Map<string, string>()
  for (const key of keys.filter((candidate) => candidate.startsWith(prefix))) {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    if (at < 0) entries.set(`key ${key}`, key)
    else entries.set(`prefix ${key.slice(0, at + delimiter.length)}`, key.slice(0, at + delimiter.length))
  }
  const order = ([, a]: [string, string], [, b]: [string, string]) => Buffer.compare(Buffer.from(a), Buffer.from(b))
  const rolledAfter = rollUp(after, prefix, delimiter)
  const left = [...entries]
    .sort(order)
    .filter(([, name]) => rolledAfter === undefined || Buffer.compare(Buffer.from(name), Buffer.from(rolledAfter)) > 0)
  return { names: left.slice(0, limit).map(([label]) => label), isTruncated: left.length > limit }
}

function rollUp(after: string | undefined, prefix: string, delimiter: string): string | undefined {
  if (after === undefined || delimiter === '' || !after.startsWith(prefix)) return after
  const at = after.indexOf(delimiter, prefix.length)
  return at < 0 ? after : after.slice(0, at + delimiter.length)
}

const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', '/', '//', 'é', '😀', '\uffff', '\u0001', ' '), maxLength })

describe('a page of keys', () => {
  test('is what the definition says', () => {
    const question = fc.record({
      prefix: text(2),
      delimiter: fc.constantFrom('', '/', '//', 'b', 'é'),
      after: fc.option(text(5), { nil: undefined }),
      limit: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(text(6).filter(Boolean), { maxLength: 40 }),
        fc.array(question, { minLength: 5, maxLength: 5 }),
        (keys, questions) => {
          const bucketId = bucketOf(keys)
          for (const asked of questions) {
            const page = ask(bucketId, asked)
            expect({ names: page.entries.map(nameOf), isTruncated: page.isTruncated }).toEqual(model(keys, asked))
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('costs a step, not a scan, past a folder of any size', () => {
    const folder = Array.from({ length: 20_000 }, (_, i) => `big/${i}`)
    const bucketId = bucketOf(['a', ...folder, 'z'])
    let rows = 0
    const counted: Store['index']['all'] = (sql, ...values) => {
      const found = store.index.all(sql, ...values) as never[]
      rows += found.length
      return found
    }
    const watched = { ...store, index: { ...store.index, all: counted } }
    const none = Buffer.alloc(0)
    const page = listKeys(watched, {
      bucketId,
      prefix: none,
      delimiter: Buffer.from('/'),
      after: undefined,
      limit: 1000,
    })
    expect(page.entries.map(nameOf)).toEqual(['key a', 'prefix big/', 'key z'])
    expect(rows).toBeLessThan(20)
  })
})

test('the successor of a prefix skips bytes that cannot grow', () => {
  expect(successor(Buffer.from([1, 0xff, 0xff]))).toEqual(Buffer.from([2]))
  expect(successor(Buffer.from([0xff]))).toBeUndefined()
})
