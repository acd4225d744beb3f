import { describe, expect, it, vi } from 'vitest'
import { AppError, isAppError } from './errors.ts'

describe('isAppError', () => {
  it('knows an error that another copy of this module made', async () => {
    vi.resetModules()
    const other = await import('./errors.ts')
    expect(other.AppError).not.toBe(AppError)
    const error = new other.AppError('not_found', 'There is no such thing.')
    expect(isAppError(error)).toBe(true)
    expect(error instanceof AppError).toBe(true)
  })

  it.each([null, undefined, 'AppError', {}, new Error('AppError'), { name: 'AppError', code: 'gone' }])(
    '%s is none',
    (value) => {
      expect(isAppError(value)).toBe(false)
    },
  )
})
