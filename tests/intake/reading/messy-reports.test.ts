import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import type { ReadReport, Reading, ReportFile } from '#domain/intake/reading'
import { createReader } from '../../../server/intake/reading/reader'
import { readReport } from '../../../server/intake/reading/report'
import { readShipped } from '../../../server/intake/shipped'
import { container, plainRows, tampered, textOf, workbookOf } from '../../fixtures/messy-reports'

const { units, variants, catalogue } = readShipped('data')
const reference = {
  ...{ units, nameVariants: variants, measures: catalogue.measures },
  classes: Object.fromEntries(
    catalogue.indicators.filter(({ kind }) => kind === 'class').map((each) => [each.numerator, each.classes]),
  ),
}
const read = (bytes: Uint8Array, more: Partial<ReportFile> = {}): Promise<Reading> =>
  readReport(
    { bytes, fileName: 'bao-cao.csv', vintage: '2024', period: '2024-H2', area: null, ...more },
    reference,
  )
const values = (reading: Reading): string[] =>
  reading.kind === 'read'
    ? reading.entries.map(({ unit, measure, value }) => `${unit.code} ${measure} ${value ?? 'null'}`)
    : [reading.kind === 'refused' ? reading.reason : 'unmapped']
const rules = (reading: Reading) => (reading.kind === 'read' ? reading.findings.map(({ rule }) => rule) : [])
const rowsAddUp = ({ rows }: ReadReport) => rows.matched + rows.rejected === rows.inFile

const plainValues = [
  '02788 villages 18',
  '02788 villages_with_play_area 7',
  '02701 villages 12',
  '02701 villages_with_play_area 0',
]
const [head = [], first = [], second = []] = plainRows
const title = ['BIỂU TỔNG HỢP SỐ LIỆU TRẺ EM 6 THÁNG CUỐI NĂM 2024']

const toTcvn = (text: string) => iconv.decode(iconv.encode(text, 'tcvn'), 'windows-1252')
const sheet1 = 'xl/worksheets/sheet1.xml'

describe('files that are read whole', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string[]]>([
    ['a workbook', () => workbookOf(plainRows), []],
    ['CSV with commas', () => textOf(plainRows), []],
    ['CSV with semicolons', () => textOf(plainRows, ';'), []],
    ['CSV with tabs', () => textOf(plainRows, '\t'), []],
    ['CSV with sep= in front', () => textOf([['sep=;'], ...plainRows], ';'), []],
    ['UTF-8 with a mark', () => textOf(plainRows, ',', 'utf8', true), []],
    ['UTF-16 little-endian', () => textOf(plainRows, '\t', 'utf16-le', true), []],
    ['UTF-16 big-endian', () => textOf(plainRows, '\t', 'utf16-be', true), []],
    ['UTF-16 without a mark', () => textOf(plainRows, '\t', 'utf16-le'), []],
    [
      'Windows-1258',
      () =>
        textOf(
          plainRows.map((row) => row.map((cell) => (typeof cell === 'string' ? to1258(cell) : cell))),
          ';',
          'windows-1258',
        ),
      ['converted'],
    ],
    ['bytes of TCVN3', () => textOf(plainRows, ';', 'tcvn'), ['converted']],
    [
      'a workbook typed in TCVN3 fonts',
      () =>
        workbookOf(
          plainRows.map((row) => row.map((cell) => (typeof cell === 'string' ? toTcvn(cell) : cell))),
        ),
      ['converted'],
    ],
    [
      'a workbook typed in VNI fonts',
      () =>
        workbookOf([
          [
            'Maõ xaõ',
            'Teân xaõ',
            'Toång soá thoân, baûn, toå daân phoá',
            'Soá thoân coù ñieåm vui chôi cho treû em',
          ],
          ['02788', 'Baûn Laàu', 18, 7],
          ['02701', 'Y Tyù', 12, 0],
        ]),
      ['converted'],
    ],
    [
      'decomposed letters',
      () =>
        workbookOf(
          plainRows.map((row) =>
            row.map((cell) => (typeof cell === 'string' ? cell.normalize('NFD') : cell)),
          ),
        ),
      [],
    ],
    ['title lines above', () => workbookOf([title, ['Đơn vị gửi: Phòng Y tế'], [null], ...plainRows]), []],
    ['a row of column numbers', () => workbookOf([head, ['A', 'B', '1', '2'], first, second]), []],
    [
      'codes turned into numbers',
      () => workbookOf([head, [2788, 'Bản Lầu', 18, 7], [2701, 'Y Tý', 12, 0]]),
      ['lost-zeros', 'lost-zeros'],
    ],
    [
      'merged headings in two lines',
      () =>
        workbookOf(
          [['Mã xã', 'Tên xã', 'Thôn, bản', null], [null, null, head[2] ?? '', head[3] ?? ''], first, second],
          (sheet) => {
            for (const range of ['A1:A2', 'B1:B2', 'C1:D1']) sheet.mergeCells(range)
          },
        ),
      [],
    ],
    [
      'totals, districts and signatures between',
      () =>
        workbookOf([
          head,
          [null, 'Huyện Mường Khương', 18, 7],
          first,
          second,
          [null, 'Tổng cộng', 30, 7],
          [null, 'Người lập biểu'],
        ]),
      ['row-wider', 'row-total', 'row-of-text'],
    ],
    [
      'formulas, of which the last value counts',
      () =>
        workbookOf([head, first, second], (sheet) => {
          sheet.getCell('C2').value = { formula: '9+9', result: 18 }
        }),
      [],
    ],
    [
      'hidden sheets and rows',
      () =>
        workbookOf(plainRows, (sheet, workbook) => {
          workbook.addWorksheet('Cũ', { state: 'hidden' }).addRow(['02788', 99])
          sheet.getRow(3).hidden = true
        }),
      ['hidden-sheets', 'hidden-rows'],
    ],
    [
      'a second sheet',
      () => workbookOf(plainRows, (_, workbook) => workbook.addWorksheet('Ghi chú').addRow(['x'])),
      ['other-sheets'],
    ],
    [
      'macros, which are not run',
      async () =>
        tampered(await workbookOf(plainRows), sheet1, (xml) => xml, { 'xl/vbaProject.bin': 'macro' }),
      ['macros'],
    ],
    [
      'numbers typed as text',
      () => workbookOf([head, ['02788', 'Bản Lầu', ' 18 ', '7 thôn'], ['02701', 'Y Tý', '12', 'không']]),
      [],
    ],
    [
      'a broken length of the sheet',
      async () =>
        tampered(await workbookOf(plainRows), sheet1, (xml) =>
          xml.replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>'),
        ),
      [],
    ],
  ])('%s', async (_, file, expected) => {
    const reading = await read(await file())
    expect(values(reading)).toEqual(plainValues)
    expect(rules(reading)).toEqual(expected)
    expect(reading.kind === 'read' && rowsAddUp(reading)).toBe(true)
  })
})

describe('figures that are not read, and said', () => {
  test.each<[string, string | number, string]>([
    ['a percentage', '95%', 'percent'],
    ['a fraction of something', '12/15', 'not-a-number'],
    ['a dash', '—', 'dash'],
    ['none or not known', 'chưa có', 'none-or-unknown'],
  ])('%s', async (_, cell, rule) => {
    const reading = await read(await workbookOf([head, ['02788', 'Bản Lầu', 18, cell], second]))
    expect(rules(reading)).toEqual([rule])
    expect(reading).toMatchObject({ findings: [{ at: { sheet: 'Sheet1', row: 2, column: 'D' } }] })
  })

  test('a date, a failed formula, one without a value, and a figure merged over two communes', async () => {
    const bytes = await workbookOf([head, first, second, ['02683', 'Bát Xát', 1, 1]], (sheet) => {
      sheet.getCell('C2').numFmt = 'dd/mm/yyyy'
      sheet.getCell('D2').value = { error: '#REF!' }
      sheet.getCell('C3').value = { formula: 'A1' }
      sheet.mergeCells('D3:D4')
    })
    const reading = await read(bytes)
    expect(rules(reading)).toEqual(['date', 'cell-error', 'formula-without-value', 'merged-figure'])
    expect(values(reading)).toEqual(['02683 villages 1'])
  })

  test('a doubtful name is asked, and its answer taken', async () => {
    const bytes = await workbookOf([head.slice(1), ['Thanh Bình', 9, 1], ['Bản Lầu', 18, 7]])
    const asked = await read(bytes)
    expect(asked).toMatchObject({ rows: { inFile: 2, matched: 1, rejected: 1 }, doubts: [{ rows: [2] }] })
    const key = asked.kind === 'read' ? (asked.doubts[0]?.key ?? '') : ''
    expect(values(await read(bytes, { answers: { [key]: '02779' } }))).toContain('02779 villages 9')
    expect(rules(await read(bytes, { answers: { [key]: null } }))).toEqual(['row-left-out'])
  })

  test('a table of one’s own is mapped once and known again with its rows in another place', async () => {
    const own = ['Tên xã', 'Thôn', 'Sân chơi']
    const bytes = await workbookOf([own, ['Bản Lầu', 18, 7]])
    const asked = await read(bytes)
    if (asked.kind !== 'unmapped') throw new Error('nothing was asked')
    const mapping = {
      ...asked.proposal,
      columns: { Thôn: 'villages', 'Sân chơi': 'villages_with_play_area' },
    }
    expect(values(await read(bytes, { mapping }))).toEqual(plainValues.slice(0, 2))
    const next = await workbookOf([title, own, ['Bản Lầu', 19, 8]])
    expect(values(await read(next, { mappings: { [asked.layout]: mapping } }))).toEqual([
      ...['02788 villages 19', '02788 villages_with_play_area 8'],
    ])
  })
})

test('a table of one’s own may have one figure a row, under the id of its measure', async () => {
  const own = ['Tên xã', 'Loại số', 'Kết quả']
  const bytes = await workbookOf([
    own,
    ['Bản Lầu', 'villages', 18],
    ['Bản Lầu', 'villages_with_play_area', 7],
  ])
  const asked = await read(bytes)
  if (asked.kind !== 'unmapped') throw new Error('nothing was asked')
  const mapping = { ...asked.proposal, name: 'Tên xã', measureId: 'Loại số', figure: 'Kết quả' }
  expect(values(await read(bytes, { mapping }))).toEqual(plainValues.slice(0, 2))
})

describe('files that are refused', () => {
  const zeros = new Uint8Array(200 * 1024 * 1024)
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['nothing', () => new Uint8Array(), 'empty'],
    ['21 MB', () => new Uint8Array(21 * 1024 * 1024).fill(65), 'too-large'],
    ['a password', () => container('EncryptedPackage'), 'password'],
    ['old Excel', () => container('Workbook'), 'old-excel'],
    ['a PDF', () => new TextEncoder().encode('%PDF-1.7 …'), 'other-format'],
    [
      'a web page under the name of a spreadsheet',
      () => new TextEncoder().encode('<html><table>'),
      'other-format',
    ],
    ['half a workbook', async () => (await workbookOf(plainRows)).slice(0, 3000), 'damaged'],
    ['an empty workbook', () => workbookOf([]), 'no-table'],
    ['an open quotation mark', () => new TextEncoder().encode('Mã xã,Thôn\n"02788,18\n'), 'damaged'],
    [
      'entities',
      async () =>
        tampered(await workbookOf(plainRows), sheet1, (xml) =>
          xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ),
      'forbidden-xml',
    ],
    [
      'a bomb in a part that is read',
      async () => tampered(await workbookOf(plainRows), sheet1, () => '', { 'xl/sharedStrings.xml': zeros }),
      'unpacks-too-large',
    ],
  ])('%s', async (_, file, reason) => {
    expect(values(await read(await file()))).toEqual([reason])
  })
})

describe('in a thread', () => {
  const reader = createReader({ milliseconds: 60_000, unpackingMilliseconds: 60_000 })
  afterAll(() => reader.close())
  const file = (bytes: Uint8Array): ReportFile => ({
    ...{ bytes, fileName: 'bao-cao.xlsx', vintage: '2024', period: '2024-H2', area: null },
  })

  test('1,048,576 rows that only have a format leave nothing behind', async () => {
    const blank = (row: number) =>
      row % 2 === 0 ? `<row r="${row}"/>` : `<row r="${row}" ht="15"><c r="A${row}" s="0"/></row>`
    const empty = Array.from({ length: 1_048_573 }, (_, i) => blank(i + 4)).join('')
    const bytes = await tampered(await workbookOf(plainRows), sheet1, (xml) =>
      xml.replace('</sheetData>', `${empty}</sheetData>`),
    )
    expect(values(await reader.read(file(bytes), reference))).toEqual(plainValues)
  }, 120_000)

  test('rows and cells keep their places among empty ones', async () => {
    const bytes = await tampered(await workbookOf(plainRows), sheet1, (xml) =>
      xml.replace(
        /<row r="3".*<\/row>/,
        '<row r="3"/><row r="4"><c r="A4" s="0"/></row><row r="9"><c r="A9" t="inlineStr"><is><t>02701</t></is></c>' +
          '<c r="B9"/><c r="C9" s="0"/><c r="D9"><v>3</v></c></row>',
      ),
    )
    const reading = await reader.read(file(bytes), reference)
    expect(
      reading.kind === 'read' &&
        reading.entries.map(({ unit, value, at }) => [unit.code, value, at.row, at.column]),
    ).toEqual([
      ['02788', 18, 2, 'C'],
      ['02788', 7, 2, 'D'],
      ['02701', 3, 9, 'D'],
    ])
  }, 120_000)

  test('a table in which hundreds of names are no commune is refused as a whole', async () => {
    const villages = Array.from({ length: 400 }, (_, i) => [null, `Thôn số ${i * 37}`, 5, 2])
    const bytes = await workbookOf([...plainRows.slice(0, 1), ...villages])
    expect(values(await reader.read(file(bytes), reference))).toEqual(['no-communes'])
  }, 120_000)

  test('a file whose unpacking takes too long is stopped by itself', async () => {
    const hasty = createReader({ milliseconds: 60_000, unpackingMilliseconds: 0 })
    expect(values(await hasty.read(file(await workbookOf(plainRows)), reference))).toEqual(['too-slow'])
    await hasty.close()
  }, 120_000)

  test('a file that takes too long is stopped and the next is read', async () => {
    const hasty = createReader({ milliseconds: 1 })
    const bytes = await workbookOf(plainRows)
    expect(values(await hasty.read(file(bytes), reference))).toEqual(['too-slow'])
    await hasty.close()
    expect(values(await reader.read(file(bytes), reference))).toEqual(plainValues)
  }, 120_000)
})

/** As Windows-1258 has letters: the tone apart, the rest in one. */
function to1258(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([aAeEoOuUiIyY])([\u0302\u0306\u031b])/g, (pair) => pair.normalize('NFC'))
    .replace(
      /([aAoOuUeE])([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])/g,
      (_, letter: string, tone: string, crown: string) => (letter + crown).normalize('NFC') + tone,
    )
}
