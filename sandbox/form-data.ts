import { S3Error } from './s3-error.ts'

export type PostForm = { fields: Map<string, string>; file: Buffer; fileName: string }

/** A browser's multipart/form-data as S3 takes it: fields, then `file`, and nothing after that counts. */
export function readFormData(contentType: string, body: Buffer): PostForm {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) throw new S3Error('MalformedPOSTRequest')
  const fields = new Map<string, string>()
  const mark = Buffer.from(`\r\n--${boundary}`)
  const data = Buffer.concat([Buffer.from('\r\n'), body])
  let at = data.indexOf(mark)
  while (at >= 0) {
    const start = at + mark.length
    if (data.toString('latin1', start, start + 2) === '--') break
    const headEnd = data.indexOf('\r\n\r\n', start)
    const end = data.indexOf(mark, start)
    if (headEnd < 0 || end < 0 || headEnd > end) throw new S3Error('MalformedPOSTRequest')
    const head = data.toString('utf8', start, headEnd)
    const name = /\bname="([^"]*)"/i.exec(head)?.[1]?.toLowerCase()
    const content = data.subarray(headEnd + 4, end)
    if (name === 'file') return { fields, file: content, fileName: /\bfilename="([^"]*)"/i.exec(head)?.[1] ?? '' }
    if (name !== undefined) fields.set(name, content.toString('utf8'))
    at = end
  }
  throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.')
}
