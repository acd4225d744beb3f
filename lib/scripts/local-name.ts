import { isHidden } from './hidden-characters.ts'

/** A safe name for the file a script saves an object as: one name of the working directory, never an option, never another folder. */
export function localName(key: string): string {
  const last =
    key
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? ''
  let name = ''
  for (const character of last.replaceAll('\\', '_')) name += isHidden(character) ? '_' : character
  if (/^\.{0,2}$/.test(name)) return 'object'
  const short = shorten(name)
  return short.startsWith('-') ? `./${short}` : short
}

/** File systems hold names of 255 bytes; the ending is worth more than the middle. */
function shorten(name: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length
  if (bytes(name) <= 200) return name
  const characters = [...name]
  while (bytes(characters.join('')) > 200) characters.splice(Math.floor(characters.length / 2), 1)
  return characters.join('')
}
