const UNITS: { [unit: string]: number } = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15, e: 1e18 }
const BINARY: { [unit: string]: number } = {
  '': 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
  e: 2 ** 60,
}

/** `10 MB`, `1.5g`, `512 KiB`, `1,000`: bytes as people write them, in decimal units unless they say KiB. Null where it is none. */
export function parseBytes(text: string): number | null {
  const match = /^([\d.,_ ]*\d)\s*([kmgtpe]?)(i?)b?$/iu.exec(text.trim())
  if (!match) return null
  const [, digits = '', unit = '', binary = ''] = match
  const amount = Number(digits.replaceAll(/[,_ ]/gu, ''))
  const bytes = Math.round(amount * ((binary === '' ? UNITS : BINARY)[unit.toLowerCase()] ?? Number.NaN))
  return Number.isSafeInteger(bytes) ? bytes : null
}
