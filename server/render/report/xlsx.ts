import { neutralised } from '#domain/spreadsheet'
import type { Report } from './content'
import { newWorkbook } from '../workbook'

/** Excel allows no more letters in the name of a sheet, and none of these. */
const nameOf = (caption: string): string => caption.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31)

/** The tables of a report as a workbook, a sheet each, with real numbers: its annex. */
export async function reportXlsx(report: Report, date: string): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = await newWorkbook()
  workbook.creator = report.head.issuer
  workbook.created = new Date(date)
  workbook.modified = workbook.created
  const notices = report.blocks.flatMap((block) => (block.kind === 'notice' ? [block.text] : []))
  for (const block of report.blocks) {
    if (block.kind !== 'table') continue
    const { caption, head, rows, numbers, notes } = block.table
    const sheet = workbook.addWorksheet(nameOf(caption), {
      pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToHeight: 0 },
      views: [{ state: 'frozen', xSplit: 1, ySplit: 2 + notices.length }],
    })
    for (const notice of notices) sheet.addRow([notice]).font = { bold: true, color: { argb: 'FFA33F12' } }
    sheet.addRow([`${caption} – ${report.head.subject}`]).font = { bold: true }
    sheet.addRow(head).font = { bold: true }
    for (const [i, row] of rows.entries()) {
      sheet.addRow(row.map((text, column) => numbers[i]?.[column] ?? neutralised(text)))
    }
    for (const note of notes) sheet.addRow([neutralised(note)]).font = { italic: true }
    for (const [i] of head.entries()) sheet.getColumn(i + 1).width = i === 0 ? 44 : 18
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
