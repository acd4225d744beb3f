import { expect, test } from 'vitest'
import { type GridKey, gridAction } from './grid-keys.ts'

const press = (key: string, held: Partial<GridKey> = {}): GridKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const place = { active: 10, count: 3_000_000, page: 19 }

test('arrows and j/k are one row, pages a screen, Home and End the ends', () => {
  for (const [key, to] of [
    ['ArrowDown', 11],
    ['j', 11],
    ['ArrowUp', 9],
    ['k', 9],
    ['PageDown', 29],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 2_999_999],
  ] as const)
    expect(gridAction(press(key), place), key).toEqual({ kind: 'move', to, extend: false })
})

test('nothing moves past the ends, nor in an empty table', () => {
  expect(gridAction(press('ArrowDown'), { active: 4, count: 5, page: 3 })).toMatchObject({ to: 4 })
  expect(gridAction(press('ArrowUp'), { active: 0, count: 5, page: 3 })).toMatchObject({ to: 0 })
  expect(gridAction(press('End'), { active: 0, count: 0, page: 3 })).toMatchObject({ to: 0 })
})

test('Shift extends, Ctrl or Cmd and A takes all', () => {
  expect(gridAction(press('ArrowDown', { shiftKey: true }), place)).toEqual({ kind: 'move', to: 11, extend: true })
  expect(gridAction(press('a', { ctrlKey: true }), place)).toEqual({ kind: 'everything' })
  expect(gridAction(press('a', { metaKey: true }), place)).toEqual({ kind: 'everything' })
  expect(gridAction(press(' ', { shiftKey: true }), place)).toEqual({ kind: 'toggle' })
})

test('what belongs to the browser or to others is left alone', () => {
  for (const key of ['d', 's', ' ', 'Tab', 'Escape', 'J']) expect(gridAction(press(key), place), key).toBeNull()
  expect(gridAction(press('ArrowLeft', { altKey: true }), place)).toBeNull()
  expect(gridAction(press('j', { ctrlKey: true }), place)).toBeNull()
})
