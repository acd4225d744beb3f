import { isHidden } from './hidden-characters.ts'

/** A Python string literal; hidden characters as escapes. */
export function pythonQuote(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let literal = ''
  for (const character of text) literal += escapeOne(character, quote)
  return quote + literal + quote
}

/** A Python literal for plain data, as arguments and bodies need it. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return pythonQuote(value)
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries.map(([name, part]) => `${pythonQuote(name)}: ${pythonLiteral(part)}`).join(', ')}}`
}

function escapeOne(character: string, quote: string): string {
  if (character === '\\' || character === quote) return `\\${character}`
  if (character === '\n') return String.raw`\n`
  if (character === '\t') return String.raw`\t`
  if (character === '\r') return String.raw`\r`
  if (!isHidden(character)) return character
  const point = character.codePointAt(0) ?? 0
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, '0')}`
  return `\\U${point.toString(16).padStart(8, '0')}`
}
