import { parseXML } from '@aws-sdk/xml-builder'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsOf } from '../testing/columns.ts'
import { ANSWER_BYTES_MAX, ErrorAnswer, scanPage } from './list-scanner.ts'

const scan = (xml: string, owners = false) => scanPage(new TextEncoder().encode(xml), { owners })
const keysOf = (xml: string) => rowsOf(scan(xml).columns).map((row) => row.key)
const result = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`
const contents = (inside: string) => `<Contents>${inside}</Contents>`
const keyed = (key: string) => contents(`<Key>${key}</Key>`)

test('a page as AWS sends it', () => {
  const page = scan(
    result(
      `<Name>b</Name><Prefix>a/</Prefix><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated><NextContinuationToken>1+%2B&amp;==</NextContinuationToken>
      <Contents><Key>a/b</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e-12&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>12</Size><StorageClass>GLACIER</StorageClass><Owner><ID>i</ID><DisplayName>me</DisplayName></Owner><RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus></Contents>
      <Contents><Size>0</Size><ETag>"x"</ETag><Owner><ID>i</ID><DisplayName>me</DisplayName></Owner><Key>a/c</Key></Contents>
      <CommonPrefixes><Prefix>a/d/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>a/&#x1F600;/</Prefix></CommonPrefixes>`,
    ),
    true,
  )
  expect(rowsOf(page.columns)).toEqual([
    {
      key: 'a/b',
      sizeBytes: 12,
      modifiedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      etag: 'd41d8cd98f00b204e9800998ecf8427e-12',
      storageClass: 'GLACIER',
      owner: 'me',
    },
    { key: 'a/c', sizeBytes: 0, etag: 'x', owner: 'me' },
  ])
  expect(page.folders).toEqual(['a/d/', 'a/😀/'])
  expect(page).toMatchObject({ isTruncated: true, nextToken: '1+%2B&==' })
})

test('keys are decoded only when the answer says so, wherever it says so, and tokens never', () => {
  expect(keysOf(result(keyed('a+b%20%F0%9F%98%80%2')))).toEqual(['a+b%20%F0%9F%98%80%2'])
  const body = `${keyed('a+b%20%F0%9F%98%80%2')}${keyed('%0D%0a')}<CommonPrefixes><Prefix>a%2Bb+/</Prefix></CommonPrefixes><NextContinuationToken>a+%20</NextContinuationToken>`
  for (const xml of [
    result(`<EncodingType>url</EncodingType>${body}`),
    result(`${body}<EncodingType>url</EncodingType>`),
  ]) {
    expect(keysOf(xml)).toEqual(['a b 😀%2', '\r\n'])
    expect(scan(xml).folders).toEqual(['a+b /'])
    expect(scan(xml).nextToken).toBe('a+%20')
  }
})

test('references, CDATA and the keys that parsers lose', () => {
  const cases: [string, string][] = [
    ['&#128512;&#x1F600;', '😀😀'],
    ['&#13;', '\r'],
    ['\n', '\n'],
    [' a ', ' a '],
    ['&amp;lt;&lt;&gt;&quot;&apos;', '&lt;<>"\''],
    ['&unknown;&', '&unknown;&'],
    ['a<![CDATA[<b>&amp;]]>c<!-- no -->', 'a<b>&amp;c'],
    ['&#1;&#xD800;&#x110000;', '\u0001\ufffd\ufffd'],
    ['\u0001', '\u0001'],
    ['\ufeffa', '\ufeffa'],
  ]
  for (const [xml, key] of cases) expect(keysOf(result(keyed(xml)))).toEqual([key])
})

test('what is missing or nonsense is unknown, never 0 or 1970', () => {
  const rows = rowsOf(
    scan(
      result(
        [
          '<Size></Size>',
          '<Size>-1</Size>',
          '<Size>9007199254740993</Size>',
          '<LastModified>not a date</LastModified>',
          '<LastModified/>',
          '<LastModified>2026-13-40T00:00:00.000Z</LastModified>',
          '',
        ]
          .map((inside, i) => contents(`<Key>${i}</Key>${inside}`))
          .join(''),
      ),
    ).columns,
  )
  expect(rows).toEqual(Array.from({ length: 7 }, (_, i) => ({ key: String(i) })))
})

test('dates of other servers', () => {
  const at = (date: string) =>
    scan(result(contents(`<Key>k</Key><LastModified>${date}</LastModified>`))).columns.modifiedAt[0]
  expect(at('2026-01-02T03:04:05Z')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5))
  expect(at('2026-01-02T03:04:05.123456789Z')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 123))
  expect(at('2026-01-02T03:04:05')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5))
  expect(at('2026-01-02T03:04:05+01:00')).toBe(Date.UTC(2026, 0, 2, 2, 4, 5))
  expect(at('Fri, 02 Jan 2026 03:04:05 GMT')).toBe(Date.UTC(2026, 0, 2, 3, 4, 5))
})

test('every day of the calendar is the one that Date has', () => {
  const days = fc.integer({ min: Date.UTC(100, 0, 1) / 86_400_000, max: Date.UTC(9999, 11, 31) / 86_400_000 })
  const isoOf = (day: number) => new Date(day * 86_400_000).toISOString()
  fc.assert(
    fc.property(fc.array(days, { minLength: 50, maxLength: 50 }), (some) => {
      const { modifiedAt } = scan(
        result(some.map((day) => contents(`<Key>k</Key><LastModified>${isoOf(day)}</LastModified>`)).join('')),
      ).columns
      expect([...modifiedAt]).toEqual(some.map((day) => day * 86_400_000))
    }),
  )
})

test('an empty page is empty, in every spelling', () => {
  for (const xml of [
    result(''),
    '<ListBucketResult/>',
    result('<Contents><Key></Key></Contents>'),
    '\ufeff<!-- x --><ListBucketResult></ListBucketResult>',
  ]) {
    expect(scan(xml)).toMatchObject({ columns: { rows: 0 }, folders: [], isTruncated: false, nextToken: null })
  }
})

test('an answer that is not a listing says that the endpoint is not S3', () => {
  for (const body of ['', '  \n', '<html>Login', '<!DOCTYPE html><p>Hi', '{}', 'Hello', '<Foo/>', '\u001f\ufffd']) {
    expect(() => scan(body)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^storage_/) }))
  }
  expect(() => scan('<html><body>Log in</body></html>')).toThrow(/web page/)
  expect(() => scanPage(new Uint8Array([0x1f, 0x8b, 8]), { owners: false })).toThrow(/compressed/)
  expect(() => scanPage(new Uint8Array(ANSWER_BYTES_MAX + 1), { owners: false })).toThrow(/16 MB/)
})

test('an error document in a 200 keeps its code', () => {
  const xml = '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please &amp; wait</Message><HostId/></Error>'
  expect(() => scan(xml)).toThrow(ErrorAnswer)
  expect(() => scan(xml)).toThrow(expect.objectContaining({ code: 'SlowDown', message: 'Please & wait' }))
})

test('cut anywhere, it is an error and never a short page', () => {
  const xml = result(
    `<IsTruncated>false</IsTruncated>${keyed('a&amp;b')}<!-- c -->${contents('<Key>b</Key><Owner><ID>x</ID></Owner><New a=">">1<Deep/></New>')}`,
  )
  expect(keysOf(xml)).toEqual(['a&b', 'b'])
  for (let length = 0; length < xml.length; length++)
    expect(() => scan(xml.slice(0, length))).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^storage_/) }),
    )
})

test('hostile XML is refused within bounds', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 10 }, (_, i) => `<!ENTITY b${i} "&a;&a;">`).join('')}]>${result(keyed('&b9;'))}`
  expect(() => scan(laughs)).toThrow(/document type/)
  expect(() => scan(result('<a>'.repeat(100_000)))).toThrow(/too deep/)
  expect(() => scan(result('<Contents><Key><b/></Key></Contents>'))).toThrow()
  expect(() => scan(result('<Contents><Key>a</Wrong></Contents>'))).toThrow()
  expect(() => scan(result('<Contents></Contents>'))).toThrow(/without a key/)
  expect(() => scan(result('<></>'))).toThrow()
})

test('bytes changed at random never hang and never throw anything but our errors', () => {
  const good = new TextEncoder().encode(
    result(
      `<IsTruncated>true</IsTruncated>${keyed('a')}${contents('<Key>b</Key><Size>1</Size><Owner><ID>1</ID></Owner>')}`,
    ),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
      (changes) => {
        const bytes = good.slice()
        for (const [at, value] of changes) bytes[at] = value
        try {
          scanPage(bytes, { owners: true })
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/.*/) })
        }
      },
    ),
    { numRuns: 500 },
  )
})

// ---- against the SDK's own parser, on what it gets right: no astral references, no newline-only texts

const escapes = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)
const text = fc.stringMatching(/^[ -~é-ſ一-丏]{1,30}$/).map((t) => `k${t}k`)
const element = (name: string) => (value: string) => `<${name}>${value}</${name}>`
const rowXml = fc
  .tuple(
    text.map((t) => element('Key')(escapes(t))),
    fc.option(
      fc.nat().map((n) => element('Size')(String(n))),
      { nil: '' },
    ),
    fc.option(
      fc
        .date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true })
        .map((d) => element('LastModified')(d.toISOString())),
      { nil: '' },
    ),
    fc.option(
      fc.stringMatching(/^[0-9a-f]{32}(-\d{1,3})?$/).map((e) => element('ETag')(`&quot;${e}&quot;`)),
      { nil: '' },
    ),
    fc.option(fc.constantFrom('STANDARD', 'GLACIER').map(element('StorageClass')), { nil: '' }),
    fc.constantFrom('', '<Unknown><Key>no</Key></Unknown>', '<ChecksumType>FULL_OBJECT</ChecksumType>'),
  )
  .chain((parts) => fc.shuffledSubarray(parts, { minLength: parts.length }))
  .map((parts) => contents(parts.join('')))

type SdkRow = { Key: string; Size?: string; LastModified?: string; ETag?: string; StorageClass?: string }
const list = (value: SdkRow | SdkRow[] | undefined): SdkRow[] => (value === undefined ? [] : [value].flat())

test('rows are what the SDK parser makes of them', () => {
  fc.assert(
    fc.property(fc.array(rowXml, { maxLength: 12 }), (rows) => {
      const xml = result(`<IsTruncated>false</IsTruncated>${rows.join('')}`)
      const sdk = list(parseXML(xml).ListBucketResult.Contents)
      expect(rowsOf(scan(xml).columns)).toEqual(
        sdk.map(({ Key, Size, LastModified, ETag, StorageClass }) => ({
          key: Key,
          ...(Size !== undefined && { sizeBytes: Number(Size) }),
          ...(LastModified !== undefined && { modifiedAt: new Date(LastModified).getTime() }),
          ...(ETag !== undefined && { etag: ETag.slice(1, -1) }),
          ...(StorageClass !== undefined && { storageClass: StorageClass }),
        })),
      )
    }),
    { numRuns: 150 },
  )
})

test('rows that look like the one before are read as if they stood alone', () => {
  // A comment inside a row keeps it from being compared with others.
  const alone = (row: string) => row.replace('<Contents>', '<Contents><!-- -->')
  const odd = fc.constantFrom('', '&amp;', '&#13;', '\n', ' ', '<![CDATA[<x>]]>', '&', '+%41')
  const kind = fc.constantFrom('STANDARD', 'GLACIER', '', 'A&amp;B')
  const row = fc
    .tuple(text.map(escapes), odd, odd, kind, fc.nat({ max: 2 }))
    .map(([key, some, other, name, shape]) =>
      contents(
        [
          `<Key>${some}${key}${other}</Key><Size>${key.length}</Size><StorageClass>${name}</StorageClass>`,
          `<ETag>${some}</ETag>\n<Key>${key}</Key><Owner><ID>${other}</ID><DisplayName>${name}</DisplayName></Owner>`,
          `<Key>${key}</Key><Owner><ID>${key}</ID></Owner><New a="1">${other}</New><LastModified>2026-01-02T03:04:0${key.length % 10}Z</LastModified>`,
        ][shape] ?? '',
      ),
    )
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      expect(rowsOf(scan(result(rows.join('')), true).columns)).toEqual(
        rowsOf(scan(result(rows.map(alone).join('')), true).columns),
      )
    }),
  )
})

test('a row cut or broken behind good ones is an error all the same', () => {
  const good = keyed('a').repeat(3)
  for (const bad of ['<Contents><Key>a</Key>', '<Contents><Key>a<Key></Contents>', '<Contents><Key>a</Key></Content>'])
    expect(() => scan(result(good + bad))).toThrow(expect.objectContaining({ code: 'storage_failed' }))
})
