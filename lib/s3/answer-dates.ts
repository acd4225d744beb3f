import 'server-only'
import { readTime } from './list-text.ts'

/** Dates as servers write them, brought into the form the SDK insists on; what is no date is left out, not the answer. */

const HEADERS = ['last-modified', 'x-amz-object-lock-retain-until-date']
const ELEMENT = /<(CreationDate|LastModified|RetainUntilDate)>([^<]*)<\/\1>/g
const AS_THE_SDK_READS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

export function tolerateHeaderDates(headers: { [name: string]: string }): void {
  for (const name of HEADERS) {
    const text = headers[name]
    if (text === undefined) continue
    const time = timeOf(text)
    if (Number.isNaN(time)) delete headers[name]
    else headers[name] = name === 'last-modified' ? new Date(time).toUTCString() : new Date(time).toISOString()
  }
}

export function tolerateDates(xml: Uint8Array): Uint8Array {
  const text = Buffer.from(xml).toString('utf8')
  const better = text.replace(ELEMENT, (whole, name: string, date: string) => {
    const time = timeOf(date)
    if (Number.isNaN(time)) return ''
    return AS_THE_SDK_READS.test(date) ? whole : `<${name}>${new Date(time).toISOString()}</${name}>`
  })
  return better === text ? xml : Buffer.from(better)
}

function timeOf(text: string): number {
  const bytes = Buffer.from(text.trim())
  return readTime(bytes, 0, bytes.length)
}
