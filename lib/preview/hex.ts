/** `00000010  89 50 4e 47 0d 0a 1a 0a  .PNG....` */
export function hexDump(bytes: Uint8Array, perLine = 8): string {
  const lines: string[] = []
  for (let start = 0; start < bytes.length; start += perLine) {
    const line = bytes.subarray(start, start + perLine)
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = Array.from(line, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${start.toString(16).padStart(6, '0')}  ${hex.padEnd(perLine * 3 - 1)}  ${text}`)
  }
  return lines.join('\n')
}
