import { S3Error } from './s3-error.ts'

/** `end` is not included. */
export type ByteRange = { start: number; end: number }

/** One range; anything else in the header is ignored, as S3 does: it answers the whole object. */
export function readRange(text: string | undefined, sizeBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  const range =
    first === ''
      ? { start: Math.max(sizeBytes - Number(last), 0), end: last === '0' ? 0 : sizeBytes }
      : { start: Number(first), end: last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes) }
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  if (range.start >= sizeBytes || range.end <= range.start) {
    throw new S3Error('InvalidRange', undefined, {
      details: { RangeRequested: text ?? '', ActualObjectSize: `${sizeBytes}` },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    })
  }
  return range
}
