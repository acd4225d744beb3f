import { isHidden } from './hidden-characters.ts'

/** JSON for a script: hidden characters as \u escapes, so that it needs no `$'…'` and shows what it holds. */
export function jsonText(value: unknown, indent = 0): string {
  let text = ''
  for (const character of JSON.stringify(value, null, indent)) {
    text += character !== '\n' && isHidden(character) ? escapeUnits(character) : character
  }
  return text
}

function escapeUnits(character: string): string {
  let escaped = ''
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  return escaped
}
