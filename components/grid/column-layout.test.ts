import { expect, test } from 'vitest'
import { columnTemplate, NO_CHOICES, parseChoices } from './column-layout.ts'

const columns = [
  { id: 'name', width: 300, minWidth: 160, grow: true },
  { id: 'size', width: 120 },
]

test('one column takes what the others leave, until its width is chosen', () => {
  expect(columnTemplate(columns, NO_CHOICES)).toEqual({ template: 'minmax(160px, 1fr) 120px', minWidth: 280 })
  expect(columnTemplate(columns, { widths: { name: 420 }, hidden: [] })).toEqual({
    template: '420px minmax(120px, 1fr)',
    minWidth: 540,
  })
})

test('what the browser kept is checked', () => {
  expect(parseChoices(null)).toEqual(NO_CHOICES)
  expect(parseChoices('{')).toEqual(NO_CHOICES)
  expect(parseChoices('[1]')).toEqual(NO_CHOICES)
  expect(parseChoices('{"widths":{"a":1e9,"b":"x","c":2},"hidden":["size",3]}')).toEqual({
    widths: { a: 2000, c: 56 },
    hidden: ['size'],
  })
})
