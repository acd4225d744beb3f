import { afterEach, describe, expect, it, vi } from 'vitest'
import { readHead } from './read-head.ts'

const answer = (body: BodyInit | null, init?: ResponseInit) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(body, init)),
  )
const options = { encoded: false, signal: new AbortController().signal }
afterEach(() => vi.unstubAllGlobals())

describe('readHead', () => {
  it('reads a short object whole', async () => {
    answer('abc', { status: 206, headers: { 'content-range': 'bytes 0-2/3' } })
    expect(await readHead('/x', 10, options)).toEqual({ bytes: new TextEncoder().encode('abc'), cut: false })
  })

  it('says that more follows', async () => {
    answer('abc', { status: 206, headers: { 'content-range': 'bytes 0-2/9' } })
    expect(await readHead('/x', 3, options)).toMatchObject({ cut: true })
  })

  it('stops by itself where ranges are not honoured', async () => {
    answer('abcdef', { status: 200 })
    expect(await readHead('/x', 3, options)).toEqual({ bytes: new TextEncoder().encode('abc'), cut: true })
  })

  it('asks for no range of what is compressed', async () => {
    answer('abc')
    await readHead('/x', 3, { ...options, encoded: true })
    expect(fetch).toHaveBeenCalledWith('/x', { signal: options.signal })
  })

  it('is nothing for an empty object, and an ApiError for a problem', async () => {
    answer('', { status: 416 })
    expect(await readHead('/x', 3, options)).toEqual({ bytes: new Uint8Array(), cut: false })
    answer('{"code":"storage_denied","detail":"No."}', {
      status: 403,
      headers: { 'content-type': 'application/problem+json' },
    })
    await expect(readHead('/x', 3, options)).rejects.toMatchObject({ problem: { code: 'storage_denied' } })
  })
})
