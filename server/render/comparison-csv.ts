import type { Language } from '#domain/language'
import { neutralised } from '#domain/spreadsheet'
import type { ComparisonDocument, SheetCell } from './comparison-sheet'
import { comparisonSheet } from './comparison-sheet'

/** Tells Excel that what follows is UTF-8; without it Vietnamese letters are garbled. */
const byteOrderMark = '\uFEFF'

/** The comparison as CSV after RFC 4180: comma, decimal point, UTF-8 with a byte order mark, formulas neutralised. */
export function comparisonCsv(document: ComparisonDocument, language: Language): string {
  const { columns, rows } = comparisonSheet(document, language)
  const header = columns.map(({ group, heading }) => (group === '' ? heading : `${group}: ${heading}`))
  return byteOrderMark + [header, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('')
}

function written(cell: SheetCell): string {
  if (cell === null) return ''
  // the digits of a binary fraction beyond the twelfth are noise: 0.1 + 0.2
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)))
  const text = neutralised(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
