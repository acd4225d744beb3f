/**
 * Content-Disposition by RFC 6266 with RFC 8187 for everything outside ASCII. Control characters, slashes and quotes
 * never reach the plain name; clients that know `filename*` take that one. Client-safe.
 */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const name = safeName(fileName)
  const ascii = name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return ascii === name ? `${kind}; filename="${ascii}"` : `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

const FILE_NAME_LENGTH_MAX = 255

/** What a download of this key is saved as when nobody chose a name: its last part, or what there is. */
export function fileNameOf(key: string): string {
  const parts = key.split('/').filter((part) => part !== '')
  return parts.at(-1) ?? 'object'
}

function safeName(fileName: string): string {
  const name = fileName
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '_')
    .replaceAll(/[/\\]/g, '_')
    .replace(/^\.+$/, (dots) => '_'.repeat(dots.length))
  return [...name].slice(0, FILE_NAME_LENGTH_MAX).join('') || 'object'
}
