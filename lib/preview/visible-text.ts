/**
 * Text with what cannot be seen made visible: controls as their pictures (␀ ␛ ␡), characters that reorder or hide text
 * as their code (⟨U+202E⟩). Line breaks and tabs stay; CRLF reads as one break.
 */
export const visibleText = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(UNSEEN, picture)

/** The same for a key or another one-line value, where a line break or a tab is no layout either. */
export const visibleLine = (text: string): string =>
  text.replaceAll(UNSEEN, (character) => (character === '\n' ? '␊' : character === '\t' ? '␉' : picture(character)))

const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

function picture(character: string): string {
  if (character === '\n' || character === '\t') return character
  const point = character.codePointAt(0) ?? 0
  if (point < 0x20) return String.fromCodePoint(0x2400 + point)
  if (point === 0x7f) return '\u2421'
  // Joiners belong to emoji and to several scripts; they reorder nothing.
  if (point === 0x200c || point === 0x200d) return character
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
