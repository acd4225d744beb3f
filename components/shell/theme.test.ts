import { expect, test } from 'vitest'
import { parseTheme } from './theme.ts'

test('a choice is kept, anything else follows the device', () => {
  expect(parseTheme('dark')).toBe('dark')
  expect(parseTheme('light')).toBe('light')
  expect(parseTheme('system')).toBe('system')
  expect(parseTheme(undefined)).toBe('system')
  expect(parseTheme('"><script>')).toBe('system')
})
