import excel from 'exceljs'
import type { CellAddress, Finding, Severity } from '#domain/intake/reading'
import type { Language } from '#domain/language'
import { columnLetter } from '#domain/intake/table'
import { neutralised } from '#domain/spreadsheet'
import { unpacksWithin } from './archive'
import { tablesOf } from './report'
import { sniff } from './sniff'

/** A submitted file and what was found in it, to be written in one language. */
export type Marking = {
  bytes: Uint8Array
  fileName: string
  findings: readonly Finding[]
  language: Language
}

const colours: Record<Severity, string> = { error: 'FFF8B4A8', warning: 'FFFFE08A', note: 'FFD9E8F5' }
const words = {
  vi: {
    sheet: 'Cần sửa',
    head: ['Mức', 'Trang tính', 'Ô', 'Nội dung và cách sửa'],
    severity: { error: 'Lỗi', warning: 'Cảnh báo', note: 'Ghi chú' },
    none: 'Không có gì cần sửa.',
  },
  en: {
    sheet: 'To mend',
    head: ['Kind', 'Sheet', 'Cell', 'What it is and how to mend it'],
    severity: { error: 'Error', warning: 'Warning', note: 'Note' },
    none: 'Nothing to mend.',
  },
} satisfies Record<Language, unknown>

/**
 * A copy of the submitted file as a workbook: cells with findings in colour and with a comment, and a first sheet that
 * lists them all, each leading to its cell. A file of text becomes a workbook.
 * @throws Refusal when the file cannot be read
 */
export async function markedUp({ bytes, fileName, findings, language }: Marking): Promise<Uint8Array> {
  const workbook = (sniff(bytes) === 'zip' ? await original(bytes) : null) ?? (await values(bytes, fileName))
  const names = new Map(workbook.worksheets.map((sheet) => [sheet.name, sheet]))
  const places = new Map<string, { at: CellAddress; found: Finding[] }>()
  for (const finding of findings) {
    if (finding.at === null) continue
    const key = `${finding.at.sheet}!${addressOf(finding.at)}`
    const place = places.get(key) ?? { at: finding.at, found: [] }
    place.found.push(finding)
    places.set(key, place)
  }
  for (const { at, found } of places.values()) {
    const sheet = names.get(sheetName(at.sheet)) ?? workbook.worksheets[0]
    if (sheet) mark(sheet, at, found, language)
  }
  list(workbook, findings, language)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** What the library holds in memory whole, many times over. */
const mostBytesKept = 40 * 1024 * 1024

/** The file as it came; null where it is too large for the library or strange to it, and then its values are copied. */
async function original(bytes: Uint8Array): Promise<excel.Workbook | null> {
  if (!(await unpacksWithin(bytes, mostBytesKept))) return null
  const workbook = new excel.Workbook()
  try {
    // the library wants a buffer of its own kind
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
    return workbook.worksheets.length > 0 ? workbook : null
  } catch {
    return null
  }
}

async function values(bytes: Uint8Array, fileName: string): Promise<excel.Workbook> {
  const workbook = new excel.Workbook()
  for (const { sheet, rows } of (await tablesOf({ bytes, fileName })).tables) {
    const copy = workbook.addWorksheet(sheetName(sheet))
    for (const { row, cells } of rows) {
      for (const [column, { kind, text }] of cells) {
        copy.getCell(row, column).value = kind === 'number' ? Number(text) : neutralised(text)
      }
    }
  }
  return workbook
}

const addressOf = ({ row, column }: CellAddress): string => `${column ?? 'A'}${row}`

/** Names of sheets are short and lack some signs; a file name may have both. */
const sheetName = (name: string): string => name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31)

function mark(sheet: excel.Worksheet, at: CellAddress, found: readonly Finding[], language: Language) {
  const worst = (['error', 'warning', 'note'] as const).find((severity) =>
    found.some((finding) => finding.severity === severity),
  )
  const cell = sheet.getCell(addressOf(at))
  // a style is shared by cells that look alike: changed as a copy
  cell.style = {
    ...cell.style,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: colours[worst ?? 'note'] } },
  }
  cell.note = found
    .map(({ severity, text }) => `${words[language].severity[severity]}: ${text[language]}`)
    .join('\n\n')
}

function list(workbook: excel.Workbook, findings: readonly Finding[], language: Language) {
  const { sheet: title, head, severity: called, none } = words[language]
  const taken = new Set(workbook.worksheets.map(({ name }) => name))
  const name = [title, ...Array.from({ length: 99 }, (_, i) => `${title} ${i + 2}`)].find(
    (each) => !taken.has(each),
  )
  const sheet = workbook.addWorksheet(name ?? title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [{ width: 11 }, { width: 22 }, { width: 9 }, { width: 110 }]
  sheet.addRow(head).font = { bold: true }
  if (findings.length === 0) sheet.addRow([none])
  for (const { severity, at, text } of findings) {
    const row = sheet.addRow([
      called[severity],
      neutralised(at?.sheet ?? ''),
      '',
      neutralised(text[language]),
    ])
    row.alignment = { wrapText: true, vertical: 'top' }
    row.getCell(1).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colours[severity] } }
    if (at) {
      const address = at.column === null ? `${at.row}:${at.row}` : addressOf(at)
      row.getCell(3).value = {
        text: at.column === null ? `${at.row}` : address,
        hyperlink: `#'${sheetName(at.sheet).replaceAll("'", "''")}'!${columnLetter(1)}${at.row}`,
      }
    }
  }
  sheet.autoFilter = { from: 'A1', to: 'D1' }
}
