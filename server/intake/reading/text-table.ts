import { parse } from 'csv-parse/sync'
import type { Table, TableCell } from '#domain/intake/table'
import { decodeText } from './legacy-text'
import { limits } from './limits'
import { refusal } from './refusal'
import { createCounter } from './sheet'
import type { FileTables } from './workbook'

const delimiters = [';', '\t', ',', '|']

/** Reads CSV or text from a spreadsheet, in whatever encoding and with whatever separator. @throws Refusal */
export function readTextTable(bytes: Uint8Array, name: string): FileTables {
  const { text, encoding } = decodeText(bytes)
  if (/\0/.test(text)) throw refusal('other-format')
  const counter = createCounter()
  const rows: Table['rows'][number][] = []
  for (const [i, record] of recordsOf(text).entries()) {
    const cells = new Map<number, TableCell>()
    for (const [at, cell] of record.entries()) {
      const shown = cell.slice(0, limits.cellLetters)
      if (shown.trim() !== '') cells.set(at + 1, { kind: 'text', text: shown })
    }
    if (cells.size === 0) continue
    rows.push({ row: i + 1, isHidden: false, cells })
    counter.addRow(rows.length, cells.size)
  }
  return {
    tables: rows.length > 0 ? [{ sheet: name, rows, merges: [] }] : [],
    hiddenSheets: [],
    stamp: null,
    hasMacros: false,
    encoding,
  }
}

function recordsOf(text: string): string[][] {
  // Excel takes this line for a setting, not for a row
  const declared = /^sep=(.)\r?\n/.exec(text)
  const body = declared ? text.slice(declared[0].length) : text
  try {
    const records: string[][] = parse(body, {
      delimiter: declared?.[1] ?? delimiterOf(body),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: limits.rows * 2,
      max_record_size: 1_000_000,
    })
    return declared ? [[], ...records] : records
  } catch (cause) {
    const line = cause instanceof Error ? /line (\d+)/.exec(cause.message)?.[1] : undefined
    throw refusal(
      'damaged',
      line === undefined
        ? undefined
        : {
            vi: `Dòng ${line}: dấu ngoặc kép mở mà không đóng.`,
            en: `Line ${line}: a quotation mark is opened and not closed.`,
          },
    )
  }
}

/** The separator that stands most evenly over the lines: as often in most of them, outside quotes. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  const counted = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = [...counts].sort((a, b) => a - b)[counts.length >> 1] ?? 0
    return { delimiter, worth: counts.filter((count) => count === usual && usual > 0).length * 100 + usual }
  })
  return counted.sort((a, b) => b.worth - a.worth)[0]?.delimiter ?? ','
}
