import excel from 'exceljs'
import { expect, test } from 'vitest'
import type { Finding } from '#domain/intake/reading'
import { markedUp } from '../../../server/intake/reading/marked-up'
import { readReport } from '../../../server/intake/reading/report'
import { formContent } from '../../../server/render/form/content'
import { templateWorkbook } from '../../../server/render/form/template'
import { smallDataset, smallInput } from '../../fixtures/small-dataset'
import { plainRows, textOf, workbookOf } from '../../fixtures/messy-reports'

const reference = {
  ...{ units: smallInput.units, nameVariants: [], measures: smallInput.catalogue.measures },
  classes: { zone_861: [{ value: 3, name: { vi: 'Khu vực III', en: 'Zone III' } }] },
}
const measures = ['villages', 'villages_with_play_area', 'commune_has_play_area', 'zone_861']
const question = { dataset: smallDataset, vintage: '2024' as const, period: '2025-H1', measures }
const open = async (bytes: Uint8Array) => {
  const workbook = new excel.Workbook()
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  return workbook
}
const filled = async (bytes: Uint8Array, fill: (sheet: excel.Worksheet) => void) => {
  const workbook = await open(bytes)
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new Error('no sheet')
  fill(sheet)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
const read = (bytes: Uint8Array, period = '2025-H1') =>
  readReport({ bytes, fileName: 'f.xlsx', vintage: '2024', period, area: null }, reference)

test.each(['vi', 'en'] as const)(
  'the template of one commune, filled in, reads back exactly (%s)',
  async (language) => {
    const template = await templateWorkbook(formContent({ ...question, units: ['00001'], language }))
    const sheet = (await open(template)).worksheets[0]
    // codes keep their zeros; the last real figures stand in a column of their own
    expect(sheet?.getCell('A4').value).toBe('00001')
    expect([4, 5, 6, 7].map((row) => sheet?.getCell(row, 6).value)).toEqual([4, 2, 1, 3])
    expect(sheet?.getCell('G4').protection).toMatchObject({ locked: false })
    expect(sheet?.getCell('G4').dataValidation).toMatchObject({ type: 'whole', formulae: [0, 10_000_000] })
    const bytes = await filled(template, (each) => {
      for (const [i, value] of [5, 0, 1, 2].entries()) each.getCell(4 + i, 7).value = value
    })
    const reading = await read(bytes)
    expect(reading).toMatchObject({
      kind: 'read',
      isTemplate: true,
      findings: [],
      rows: { inFile: 4, matched: 4 },
    })
    expect(
      reading.kind === 'read' && reading.entries.map(({ measure, value, at }) => [measure, value, at.row]),
    ).toEqual([
      ['villages', 5, 4],
      ['villages_with_play_area', 0, 5],
      ['commune_has_play_area', 1, 6],
      ['zone_861', 2, 7],
    ])
  },
)

test('the template of several communes, filled in, reads back exactly, and last period’s figures are not read', async () => {
  const template = await templateWorkbook(
    formContent({ ...question, units: ['00001', '00004'], language: 'vi' }),
  )
  expect(await read(template)).toMatchObject({ kind: 'read', entries: [], rows: { inFile: 2, matched: 2 } })
  const bytes = await filled(template, (sheet) => {
    sheet.getCell('E4').value = 6
    sheet.getCell('G5').value = 7
  })
  const reading = await read(bytes)
  expect(
    reading.kind === 'read' && reading.entries.map(({ unit, measure, value }) => [unit.code, measure, value]),
  ).toEqual([
    ['00001', 'villages', 6],
    ['00004', 'villages_with_play_area', 7],
  ])
})

test('a template of another period is refused by name', async () => {
  const template = await templateWorkbook(formContent({ ...question, units: ['00001'], language: 'vi' }))
  expect(await read(template, '2025-H2')).toMatchObject({ kind: 'refused', reason: 'other-period' })
})

const finding: Finding = {
  ...{ rule: 'jump', severity: 'warning', at: { sheet: 'Sheet1', row: 2, column: 'C' } },
  text: { vi: 'Số tăng nhiều.', en: 'It jumps.' },
}

test.each([
  ['a workbook', () => workbookOf(plainRows), 'Sheet1'],
  ['CSV', () => textOf(plainRows, ';'), 'f.csv'],
])('%s comes back with its findings in colour, in a comment and in a list', async (_, file, sheet) => {
  const bytes = await file()
  const at = { sheet, row: 2, column: 'C' }
  const workbook = await open(
    await markedUp({ bytes, fileName: 'f.csv', findings: [{ ...finding, at }], language: 'vi' }),
  )
  const cell = workbook.worksheets[0]?.getCell('C2')
  expect(String(cell?.value)).toBe('18')
  expect(cell?.fill).toMatchObject({ fgColor: { argb: 'FFFFE08A' } })
  expect(JSON.stringify(cell?.note)).toContain('Số tăng nhiều.')
  expect(workbook.getWorksheet('Cần sửa')?.getCell('D2').value).toBe('Số tăng nhiều.')
})
