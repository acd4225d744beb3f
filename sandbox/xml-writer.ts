const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Control characters go out as numeric references, as S3 writes them, although XML 1.0 forbids most: a client that wants
 * to be safe asks for EncodingType=url.
 */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"\ufffe\uffff]|(?![\t\n])\p{Cc}/gu,
    (c) => entities[c] ?? `&#x${c.charCodeAt(0).toString(16)};`,
  )
}

/** One element with text; undefined leaves it out. */
export function element(name: string, text: string | number | boolean | undefined): string {
  if (text === undefined) return ''
  return `<${name}>${typeof text === 'string' ? escapeXml(text) : text}</${name}>`
}

export function xmlDocument(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
}

/** A root element in S3's namespace around ready-made content. */
export function s3Document(root: string, content: string): string {
  return xmlDocument(`<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`)
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
