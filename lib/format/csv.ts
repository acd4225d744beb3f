/**
 * One CSV file by RFC 4180 (CRLF, quotes doubled). A cell that a spreadsheet would run as a formula gets a leading
 * apostrophe: keys are other people's text. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const formatCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

/** Leading spaces and quotes do not stop a spreadsheet; full-width signs count as well. */
const FORMULA = /^[\s\u200b\ufeff"']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n\t;|']|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
