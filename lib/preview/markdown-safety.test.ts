import { describe, expect, it } from 'vitest'
import { decodeEntities } from './entities.ts'
import { safeHref } from './safe-href.ts'

describe('safeHref', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:a@example.org'])('%s is a link', (href) =>
    expect(safeHref(href)).toBe(href),
  )

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    '/api/v1/buckets',
    '#x',
    '?x',
    '',
    'http:/\u0000',
    'blob:https://x/y',
  ])('%j is text', (href) => expect(safeHref(href)).toBeNull())
})

describe('decodeEntities', () => {
  it.each([
    ['a &amp; b &lt;b&gt;', 'a & b <b>'],
    ['&#65;&#x42;', 'AB'],
    ['&#0;&#xd800;&#x110000;', '\ufffd\ufffd\ufffd'],
    ['&nope; & &constructor;', '&nope; & &constructor;'],
  ])('%j', (text, decoded) => expect(decodeEntities(text)).toBe(decoded))
})
