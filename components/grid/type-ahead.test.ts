import { expect, test } from 'vitest'
import { TypeAhead } from './type-ahead.ts'

const press = (key: string, shiftKey = false) => ({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false })

test('letters typed together are one word, commands and spaces inside it included', () => {
  const typed = new TypeAhead()
  expect(typed.press(press('r'), false, 0)).toBe('r')
  expect(typed.press(press('d'), true, 300)).toBe('rd')
  expect(typed.press(press(' '), true, 600)).toBe('rd ')
  expect(typed.press(press('é'), false, 900)).toBe('rd é')
  expect(typed.press(press('z'), false, 2000)).toBe('z')
})

test('a command begins no word', () => {
  const typed = new TypeAhead()
  expect(typed.press(press('d'), true, 0)).toBeNull()
  expect(typed.press(press(' '), false, 0)).toBeNull()
  expect(typed.press(press('D', true), false, 0)).toBe('D')
})

test('keys that are no characters, and those held with Ctrl, are not typed', () => {
  const typed = new TypeAhead()
  expect(typed.press(press('ArrowDown'), false, 0)).toBeNull()
  expect(typed.press({ ...press('c'), ctrlKey: true }, false, 0)).toBeNull()
})
