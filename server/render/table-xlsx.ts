import type { Worksheet } from 'exceljs'
import type { AttributeType } from '#domain/attributes'
import { neutralised } from '#domain/spreadsheet'
import type { TableDocument } from './table-document'
import { dictionaryOf, sourceSheet } from './table-document'
import { newWorkbook } from './workbook'

const formats: Record<AttributeType, string> = {
  text: '@',
  number: '#,##0.##',
  integer: '0',
  boolean: '@',
  date: '@',
}

const sheets = {
  vi: { data: 'Số liệu', dictionary: 'Giải thích cột', sources: 'Nguồn', about: 'Thông tin' },
  en: { data: 'Data', dictionary: 'Dictionary', sources: 'Sources', about: 'About' },
} as const

/** A table as a workbook: its rows under names and titles, the dictionary, the sources, and what it is. */
export async function tableXlsx(document: TableDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { attributes, rows, language, dataset, about } = document
  const names = sheets[language]
  const workbook = await newWorkbook()
  workbook.creator = 'Bản đồ Trẻ em'
  // dated by its data, so that the same question gives the same workbook
  workbook.created = new Date(dataset.publishedAt)
  workbook.modified = workbook.created
  const data = workbook.addWorksheet(names.data, { views: [{ state: 'frozen', xSplit: 2, ySplit: 2 }] })
  data.addRow(attributes.map(({ title }) => neutralised(title[language])))
  data.addRow(attributes.map(({ name }) => name))
  for (const row of rows) data.addRow(attributes.map(({ name }) => safe(row[name] ?? null)))
  for (const [at, { type }] of attributes.entries()) {
    const column = data.getColumn(at + 1)
    column.width = at === 1 ? 22 : 14
    column.numFmt = formats[type]
  }
  head(data, 2)
  const second = data.getRow(1)
  second.alignment = { wrapText: true, vertical: 'top' }
  fill(workbook.addWorksheet(names.dictionary), dictionaryOf(document), [34, 10, 12, 34, 34, 60, 60, 30])
  fill(workbook.addWorksheet(names.sources), sourceSheet(document), [20, 60, 30, 14, 50])
  fill(workbook.addWorksheet(names.about), [['', ''], ...about.map((line) => [...line])], [24, 90])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const safe = (cell: string | number | boolean | null) => (typeof cell === 'string' ? neutralised(cell) : cell)

function fill(sheet: Worksheet, rows: readonly string[][], widths: readonly number[]): void {
  for (const row of rows) sheet.addRow(row.map(safe))
  for (const [at, width] of widths.entries()) {
    const column = sheet.getColumn(at + 1)
    column.width = width
    column.alignment = { wrapText: true, vertical: 'top' }
  }
  head(sheet, 1)
}

function head(sheet: Worksheet, rows: number): void {
  for (let at = 1; at <= rows; at++) {
    const row = sheet.getRow(at)
    row.font = { bold: true }
    row.eachCell((cell) => {
      cell.numFmt = '@'
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2EEF0' } }
    })
  }
}
