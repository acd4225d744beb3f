import type { Answer } from '../answer.ts'
import type { Call } from '../call.ts'
import type { FaultKind, Occasion } from './fault.ts'

const nextToken = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/
const oneKey = /<Contents>.*?<\/Contents>/gs

/** Listings that are wrong: the operation runs, on a changed question or with a changed answer. */
export const listingFaults: Record<string, FaultKind> = {
  'ignore-start-after': { rewrite: without('start-after', 'marker') },
  'ignore-token': { rewrite: without('continuation-token') },
  'ignore-max-keys': { rewrite: (call) => ({ ...without('max-keys')(call), maxPageKeys: 100_000 }) },
  'ignore-encoding-type': { rewrite: without('encoding-type') },
  'ignore-prefix': { rewrite: without('prefix') },
  'ignore-delimiter': { rewrite: without('delimiter') },
  'short-pages': { rewrite: (call) => ({ ...call, maxPageKeys: 37 }) },
  'repeated-token': { alter: edit((xml) => setToken(xml, 'AAAA')) },
  'cycling-tokens': { alter: cycleTokens() },
  'truncated-without-token': { alter: edit((xml) => truncated(xml.replace(nextToken, ''))) },
  'duplicate-keys': { alter: duplicateKeys() },
  'unsorted-keys': { alter: edit((xml) => replaceKeys(xml, (keys) => keys.reverse())) },
  'missing-fields': {
    alter: (answer, { fault }) =>
      editXml(answer, (xml) => dropFields(xml, fault.fields ?? ['Size', 'ETag', 'LastModified', 'StorageClass'])),
  },
  'bad-dates': {
    alter: (answer, { fault }) =>
      editXml(answer, (xml) => xml.replace(/<LastModified>[^<]*/g, `<LastModified>${fault.body ?? 'not a date'}`)),
  },
  'unknown-elements': { alter: edit((xml) => xml.replaceAll('<Contents>', '<Contents><Foo a="b"><Bar/>x</Foo>')) },
  'no-namespace': { alter: edit((xml) => xml.replace(/ xmlns="[^"]*"/, '')) },
  'truncated-xml': { alter: edit((xml) => xml.slice(0, -30)) },
  'raw-control-characters': {
    alter: edit((xml) =>
      xml.replace(/&#x([0-9a-f]+);/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    ),
  },
}

/** The same request without some of its parameters. */
function without(...names: string[]): (call: Call) => Call {
  return (call) => {
    const query = new Map([...call.request.query].filter(([name]) => !names.includes(name)))
    return { ...call, request: { ...call.request, query } }
  }
}

function edit(change: (xml: string) => string): (answer: Answer) => Answer {
  return (answer) => editXml(answer, change)
}

function editXml(answer: Answer, change: (xml: string) => string): Answer {
  return typeof answer.body === 'string' && answer.status === 200 ? { ...answer, body: change(answer.body) } : answer
}

function truncated(xml: string): string {
  return xml.replace('<IsTruncated>false', '<IsTruncated>true')
}

function setToken(xml: string, token: string): string {
  const element = `<NextContinuationToken>${token}</NextContinuationToken>`
  return truncated(
    nextToken.test(xml) ? xml.replace(nextToken, element) : xml.replace('<KeyCount>', `${element}<KeyCount>`),
  )
}

/** A, B, A, B, …: the first two are the true ones. */
function cycleTokens(): NonNullable<FaultKind['alter']> {
  const issued = new WeakMap<object, string[]>()
  return (answer, { fault, nth }: Occasion) => {
    const tokens = issued.get(fault) ?? []
    issued.set(fault, tokens)
    return editXml(answer, (xml) => {
      const own = nextToken.exec(xml)?.[1]
      if (tokens.length < 2 && own) tokens.push(own)
      const token = tokens[(nth - 1) % 2]
      return token === undefined ? xml : setToken(xml, token)
    })
  }
}

/** The last key of a page comes again as the first one of the next. */
function duplicateKeys(): NonNullable<FaultKind['alter']> {
  const last = new WeakMap<object, string>()
  return (answer, { fault, nth }: Occasion) =>
    editXml(answer, (xml) => {
      const again = nth > 1 ? last.get(fault) : undefined
      const own = xml.match(oneKey)?.at(-1)
      if (own) last.set(fault, own)
      return again === undefined ? xml : xml.replace('<Contents>', () => `${again}<Contents>`)
    })
}

function replaceKeys(xml: string, change: (keys: string[]) => string[]): string {
  const keys = xml.match(oneKey) ?? []
  const at = xml.indexOf('<Contents>')
  if (at < 0) return xml
  const rest = xml.slice(at).replace(oneKey, '')
  return xml.slice(0, at) + change(keys).join('') + rest
}

function dropFields(xml: string, fields: string[]): string {
  return xml.replace(oneKey, (key) =>
    fields.reduce((left, field) => left.replace(new RegExp(`<${field}>[^<]*</${field}>`), ''), key),
  )
}
