import { hasHidden, isHidden } from './hidden-characters.ts'

const BARE = /^[A-Za-z0-9_./:@%+,-]+$/

/** One shell word that arrives byte-equal in bash, zsh and every POSIX shell; `$'…'` only where something is hidden. */
export function shellQuote(text: string): string {
  if (hasHidden(text)) return dollarQuote(text)
  if (BARE.test(text)) return text
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * `$'…'` (POSIX 2024). Three octal digits, because `\x` takes more than two in some shells and `\u` depends on the
 * locale. `'` and `!` as octal too: bash's history expansion does not understand `\'` inside it.
 */
function dollarQuote(text: string): string {
  let quoted = ''
  for (const character of text) {
    if (character === '\\') quoted += String.raw`\\`
    else if (character === '\n') quoted += String.raw`\n`
    else if (character === '\t') quoted += String.raw`\t`
    else if (character === '\r') quoted += String.raw`\r`
    else if (character === "'" || character === '!' || isHidden(character)) quoted += octal(character)
    else quoted += character
  }
  return `$'${quoted}'`
}

function octal(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
