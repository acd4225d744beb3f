/** The secret of a printed sign-in URL, from its fragment or from the whole URL as pasted; null where there is none. */
export function fragmentToken(text: string): string | null {
  const at = text.indexOf('#')
  const token = new URLSearchParams(at < 0 ? '' : text.slice(at + 1)).get('token')
  return token === null || token.trim() === '' ? null : token.trim()
}
