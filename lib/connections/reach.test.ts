import { describe, expect, it } from 'vitest'
import { reachOf, type Tried } from './reach.ts'

const facts = {
  url: 'http://rgw.lab:7480/b/k?X-Amz-Signature=x',
  pageProtocol: 'http:',
  tried: { kind: 'answer', status: 206, code: null } as Tried,
  server: { status: 206, code: null },
  clockOffSeconds: 0,
}
const answer = (status: number, code: string | null): Tried => ({ kind: 'answer', status, code })

describe('whether downloads reach this browser', () => {
  it('yes, where it could read a byte', () => {
    expect(reachOf(facts)).toEqual({
      works: true,
      sentence: 'Downloads from rgw.lab:7480 reach this browser.',
      advice: '',
      downloads: 'presigned',
    })
  })

  it('yes, where only CORS keeps the byte from the page', () => {
    const reach = reachOf({ ...facts, tried: { kind: 'unreadable' } })
    expect(reach).toMatchObject({ works: true, advice: '' })
    expect(reach.sentence).toContain('CORS')
  })

  it('no, where the answer that it may not read was a refusal, as the server saw', () => {
    const denied = { status: 403, code: 'AccessDenied' }
    const reach = reachOf({ ...facts, tried: { kind: 'unreadable' }, server: denied })
    expect(reach.works).toBe(false)
    expect(reach.advice).toContain('s3:GetObject')
    // Refused either way: nothing is learned of which to go.
    expect(reach.downloads).toBeNull()
  })

  it.each([
    ['SignatureDoesNotMatch', 'proxy'],
    ['RequestTimeTooSkewed', 'clocks'],
    ['ExpiredToken', 'credentials'],
    ['PermanentRedirect', 'another region'],
    ['AuthorizationHeaderMalformed', 'another region'],
    ['KMS.DisabledException', 'KMS'],
    ['Teapot', '418 (Teapot)'],
  ])('no, and %s is told as %s', (code, word) => {
    const reach = reachOf({ ...facts, tried: answer(418, code) })
    expect(reach.works).toBe(false)
    expect(reach.sentence).toContain(word)
    expect(reach.advice).not.toBe('')
  })

  it('no, where nothing answers: mixed content, a certificate, or the network', () => {
    const none = { ...facts, tried: { kind: 'none' } as Tried }
    expect(reachOf({ ...none, pageProtocol: 'https:' }).sentence).toContain('refuse to mix')
    expect(reachOf(none).sentence).toContain('cannot reach rgw.lab:7480')
    expect(reachOf(none).sentence).not.toContain('certificate')
    expect(reachOf({ ...none, url: 'https://rgw.lab/b/k', server: null }).sentence).toContain('certificate')
  })

  it('sends downloads through Stowage where it is the way to the storage that is wrong', () => {
    expect(reachOf({ ...facts, tried: { kind: 'none' } }).downloads).toBe('through')
    expect(reachOf({ ...facts, tried: answer(403, 'SignatureDoesNotMatch') }).downloads).toBe('through')
    expect(reachOf({ ...facts, tried: answer(403, 'AccessDenied') }).downloads).toBeNull()
    expect(reachOf({ ...facts, tried: { kind: 'unreadable' } }).downloads).toBe('presigned')
  })

  it('says when a clock is off, since the shown ends are', () => {
    expect(reachOf({ ...facts, clockOffSeconds: -400 }).advice).toContain('clock')
  })
})
