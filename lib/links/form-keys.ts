/**
 * Keys in the fields of HTML forms. Browsers turn every line break in a field into CR LF, and HTML itself drops other
 * control characters, so such a key travels percent-encoded, under a name that says so. Client-safe.
 * https://url.spec.whatwg.org/#concept-urlencoded-serializer, https://html.spec.whatwg.org/#form-submission-algorithm
 */
type KeyField = 'key' | 'prefix'

const ENCODED = { key: 'encoded_key', prefix: 'encoded_prefix' } as const
const LAST_CONTROL = 0x1f

export function keyField(field: KeyField, key: string): { name: string; value: string } {
  const plain = [...key].every((character) => (character.codePointAt(0) ?? 0) > LAST_CONTROL)
  return plain ? { name: field, value: key } : { name: ENCODED[field], value: encodeURIComponent(key) }
}

/** Every key that a form sent under this name, plain or encoded. One that is no percent-encoding is none of ours. */
export const keysIn = (form: URLSearchParams, field: KeyField): string[] => [
  ...form.getAll(field),
  ...form.getAll(ENCODED[field]).flatMap(decoded),
]

function decoded(text: string): string[] {
  try {
    return [decodeURIComponent(text)]
  } catch {
    return []
  }
}
