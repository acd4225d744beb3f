import { expect, test } from 'vitest'
import { type KeyPress, matchesShortcut } from './shortcut.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('Ctrl and Cmd are the same', () => {
  expect(matchesShortcut('mod+k', press('k', { ctrlKey: true }))).toBe(true)
  expect(matchesShortcut('mod+k', press('k', { metaKey: true }))).toBe(true)
  expect(matchesShortcut('mod+k', press('k'))).toBe(false)
  expect(matchesShortcut('mod+k', press('k', { ctrlKey: true, altKey: true }))).toBe(false)
})

test('a plain key is not taken from the browser, which uses it with Ctrl', () => {
  expect(matchesShortcut('d', press('d'))).toBe(true)
  expect(matchesShortcut('d', press('D'))).toBe(true)
  expect(matchesShortcut('d', press('d', { ctrlKey: true }))).toBe(false)
  expect(matchesShortcut('d', press('D', { shiftKey: true }))).toBe(false)
})

test('named keys are named whatever the case', () => {
  expect(matchesShortcut('arrowdown', press('ArrowDown'))).toBe(true)
  expect(matchesShortcut('Home', press('Home'))).toBe(true)
})

test('characters typed with Shift are named as they come out', () => {
  expect(matchesShortcut('?', press('?', { shiftKey: true }))).toBe(true)
  expect(matchesShortcut('/', press('/', { shiftKey: true }))).toBe(true)
})
