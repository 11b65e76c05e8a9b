import type { Worksheet } from 'exceljs'
import type { Language } from '#domain/language'
import { neutralised } from '#domain/spreadsheet'
import { comparisonNotes, equityRows } from './comparison-notes'
import type { ComparisonDocument, NumberKind, Sheet, SheetCell } from './comparison-sheet'
import { comparisonSheet } from './comparison-sheet'
import { comparisonDocumentWords } from './comparison-words'
import { newWorkbook } from './workbook'

const formats: Record<NumberKind, string> = {
  percent: '0.0%',
  points: '0.0',
  'per-1000': '0.0"‰"',
  'per-100000': '#,##0.0',
  count: '#,##0.##',
  signed: '+0.0;-0.0;0.0',
  text: '@',
}

const headFill = 'FF0E4A5A'
const groupFill = 'FFE2EEF0'
const totalFill = 'FFF3F6F7'

/** Columns that name the unit and stay in sight. */
const frozenColumns = 2
const headRows = 2

/**
 * The comparison as a workbook: the table with real numbers and a frozen head, the measures of equity, and a sheet
 * that says what was asked, what each figure means, and where it comes from.
 */
export async function comparisonXlsx(
  document: ComparisonDocument,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const w = comparisonDocumentWords[language]
  const workbook = await newWorkbook()
  workbook.creator = w.creator
  // dated by its data, so that the same question gives the same workbook
  workbook.created = new Date(document.dataset.publishedAt)
  workbook.modified = workbook.created
  const page = { orientation: 'landscape' as const, paperSize: 9, fitToPage: true, fitToHeight: 0 }
  addTable(
    workbook.addWorksheet(w.sheets.table, {
      pageSetup: page,
      views: [{ state: 'frozen', xSplit: frozenColumns, ySplit: headRows }],
    }),
    comparisonSheet(document, language),
  )
  addEquity(
    workbook.addWorksheet(w.sheets.equity, { pageSetup: page, views: [{ state: 'frozen', ySplit: 1 }] }),
    document,
    language,
  )
  addNotes(workbook.addWorksheet(w.sheets.notes, { pageSetup: page }), document, language)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const written = (cell: SheetCell): SheetCell => (typeof cell === 'string' ? neutralised(cell) : cell)

function addTable(sheet: Worksheet, { columns, rows }: Sheet): void {
  sheet.addRow(columns.map(({ group }) => written(group)))
  sheet.addRow(columns.map(({ heading }) => written(heading)))
  for (const row of rows) sheet.addRow(row.map(written))
  for (const [at, { kind, heading }] of columns.entries()) {
    const column = sheet.getColumn(at + 1)
    column.width =
      at === 1
        ? 24
        : kind === 'text'
          ? Math.max(8, at > 1 ? 30 : 8)
          : Math.max(11, Math.min(16, heading.length))
    column.numFmt = formats[kind]
  }
  mergeGroups(
    sheet,
    columns.map(({ group }) => group),
  )
  for (const at of [1, headRows]) {
    const row = sheet.getRow(at)
    row.font = { bold: true, ...(at === 1 ? { color: { argb: 'FFFFFFFF' } } : {}) }
    row.alignment = { wrapText: true, vertical: 'middle' }
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.numFmt = '@'
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: at === 1 ? headFill : groupFill } }
    })
  }
  const total = sheet.getRow(headRows + rows.length)
  total.font = { bold: true }
  total.eachCell({ includeEmpty: true }, (cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: totalFill } }
  })
  sheet.pageSetup.printTitlesRow = `1:${headRows}`
}

/** One heading over the columns of each indicator. */
function mergeGroups(sheet: Worksheet, groups: readonly string[]): void {
  let from = 0
  for (let at = 1; at <= groups.length; at++) {
    if (groups[at] === groups[from]) continue
    if (groups[from] !== '' && at - from > 1) sheet.mergeCells(1, from + 1, 1, at)
    from = at
  }
}

function addEquity(sheet: Worksheet, document: ComparisonDocument, language: Language): void {
  const w = comparisonDocumentWords[language].equity
  const rows = equityRows(document, language)
  sheet.addRow([w.measure, w.value, w.low, w.high, w.reading, w.formula, w.source]).font = { bold: true }
  for (const row of rows) sheet.addRow(row.map(written))
  for (const [at, width] of [38, 12, 12, 12, 70, 60, 50].entries()) {
    const column = sheet.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
    if (at >= 1 && at <= 3) column.numFmt = '0.0###'
  }
}

function addNotes(sheet: Worksheet, document: ComparisonDocument, language: Language): void {
  for (const { title, rows } of comparisonNotes(document, language)) {
    sheet.addRow([written(title)]).font = { bold: true, size: 13 }
    for (const row of rows) sheet.addRow(row.map(written))
    sheet.addRow([])
  }
  for (const [at, width] of [34, 70, 22, 22, 40].entries()) {
    const column = sheet.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
  }
}
