const INDENT_MAX = 32

/**
 * JSON set out in lines, without reading it into values: numbers keep every digit, doubled names stay, and a text that
 * is cut off in the middle works too. Linear, no recursion. Null where the text does not begin as JSON.
 */
export function formatJson(text: string): string | null {
  const start = text.trimStart()
  if (!/^[[{"\d\-tfn]/.test(start)) return null
  let out = ''
  let depth = 0
  const newLine = () => {
    out += `\n${'  '.repeat(Math.min(depth, INDENT_MAX))}`
  }
  const token = /"(?:[^"\\]|\\.)*"?|[[\]{},:]|[^\s"[\]{},:]+/gs
  let before = ''
  for (const [part] of text.matchAll(token)) {
    const opens = before === '{' || before === '['
    if (part === '}' || part === ']') {
      depth = Math.max(0, depth - 1)
      if (!opens) newLine()
      out += part
    } else {
      if (opens) newLine()
      out += part
      if (part === '{' || part === '[') depth++
      else if (part === ',') newLine()
      else if (part === ':') out += ' '
    }
    before = part
  }
  return out
}
