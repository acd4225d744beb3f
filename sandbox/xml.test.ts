import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXml } from './xml-reader.ts'
import { element, escapeXml } from './xml-writer.ts'

const xmlCharacter = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !/(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Cs}/u.test(text))

describe('XML', () => {
  test('what was written is read', () => {
    fc.assert(
      fc.property(xmlCharacter, (text) => {
        expect(readXml(`<a>${element('b', text)}</a>`).children[0]?.text).toBe(text)
      }),
    )
  })

  test('controls are written as references', () => {
    expect(escapeXml('<&>"\r\u0001\n\t')).toBe('&lt;&amp;&gt;&quot;&#xd;&#x1;\n\t')
  })

  test('namespaces, attributes, CDATA, comments and references are understood', () => {
    const root = readXml(
      '<?xml version="1.0"?><!-- c --><n:a x=">"><b/><c><![CDATA[<x>]]>&#65;&#x1F600;&amp;</c></n:a>',
    )
    expect(root).toEqual({
      name: 'a',
      text: '',
      children: [
        { name: 'b', text: '', children: [] },
        { name: 'c', text: '<x>A😀&', children: [] },
      ],
    })
  })

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&#1;</a>',
    '<a>&nope;</a>',
    '<a>&',
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    '<a'.repeat(5),
    '<a>'.repeat(50),
    '</a>',
    '<1/>',
  ])('%j is refused', (source) => {
    expect(() => readXml(source)).toThrow(expect.objectContaining({ code: 'MalformedXML' }))
  })
})
