import { neutralised } from '#domain/spreadsheet'

/** Tells Excel that what follows is UTF-8; without it Vietnamese letters are garbled. */
const byteOrderMark = '\uFEFF'

export type CsvCell = string | number | boolean | null

/** Rows as CSV after RFC 4180: comma, decimal point, UTF-8 with a byte order mark, formulas neutralised. */
export const csvOf = (rows: readonly (readonly CsvCell[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')

function written(cell: CsvCell): string {
  if (cell === null) return ''
  // the digits of a binary fraction beyond the twelfth are noise: 0.1 + 0.2
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)))
  if (typeof cell === 'boolean') return String(cell)
  const text = neutralised(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
