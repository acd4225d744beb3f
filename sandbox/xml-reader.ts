import { S3Error } from './s3-error.ts'

export type XmlNode = { name: string; text: string; children: XmlNode[] }

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const maxDepth = 20

/**
 * Elements, text, CDATA, comments and character references: what S3's request bodies are made of. Attributes are skipped,
 * and a DOCTYPE is refused, so there are no entities to expand.
 */
export function readXml(source: string): XmlNode {
  const top: XmlNode = { name: '', text: '', children: [] }
  const open: XmlNode[] = [top]
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < source.length) {
    const parent = open.at(-1) ?? top
    const start = source.indexOf('<', at)
    const text = source.slice(at, start < 0 ? source.length : start)
    if (parent === top ? text.trim() : false) throw malformed()
    parent.text += decodeReferences(text)
    if (start < 0) break
    at = readMarkup(source, start, open)
  }
  const root = top.children[0]
  if (open.length !== 1 || !root || top.children.length !== 1) throw malformed()
  return root
}

function readMarkup(source: string, start: number, open: XmlNode[]): number {
  if (source.startsWith('<![CDATA[', start)) {
    const end = find(source, ']]>', start)
    const node = open.at(-1)
    if (node) node.text += source.slice(start + 9, end)
    return end + 3
  }
  if (source.startsWith('<!--', start)) return find(source, '-->', start) + 3
  if (source.startsWith('<?', start)) return find(source, '?>', start) + 2
  const end = endOfTag(source, start)
  const tag = source.slice(start + 1, end)
  if (tag.startsWith('!')) throw malformed()
  if (tag.startsWith('/')) {
    const node = open.pop()
    if (!node || open.length === 0 || node.name !== localName(tag.slice(1).trim())) throw malformed()
    return end + 1
  }
  openElement(tag, open)
  return end + 1
}

function openElement(tag: string, open: XmlNode[]): void {
  const name = /^[A-Za-z_][\w:.-]*(?=[\s/]|$)/.exec(tag)?.[0]
  if (!name || open.length > maxDepth) throw malformed()
  const node: XmlNode = { name: localName(name), text: '', children: [] }
  open.at(-1)?.children.push(node)
  if (!tag.endsWith('/')) open.push(node)
}

function endOfTag(source: string, start: number): number {
  let quote = ''
  for (let at = start; at < source.length; at++) {
    const c = source.charAt(at)
    if (quote) quote = c === quote ? '' : quote
    else if (c === '"' || c === "'") quote = c
    else if (c === '>') return at
  }
  throw malformed()
}

function find(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from)
  if (at < 0) throw malformed()
  return at
}

function decodeReferences(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;&]{0,12});?/g, (_, reference: string) => {
    if (Object.hasOwn(named, reference)) return named[reference] ?? ''
    const code = /^#x[0-9a-f]+$/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1))
    if (!reference.startsWith('#') || !Number.isInteger(code) || !isXmlCharacter(code)) throw malformed()
    return String.fromCodePoint(code)
  })
}

// https://www.w3.org/TR/xml/#charsets
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function malformed(): S3Error {
  return new S3Error('MalformedXML')
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((c) => c.name === name)
}

export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text
}

export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((c) => c.name === name)
}
