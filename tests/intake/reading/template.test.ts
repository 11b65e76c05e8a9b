import excel from 'exceljs'
import { expect, test } from 'vitest'
import type { Finding } from '#domain/intake/reading'
import { noPlaces } from '#domain/places/places'
import type { Village } from '#domain/places/village'
import { unknownChildren } from '#domain/places/village'
import { markedUp } from '../../../server/intake/reading/marked-up'
import { readReport } from '../../../server/intake/reading/report'
import { villagesInReport } from '../../../server/intake/places/from-report'
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
const read = (bytes: Uint8Array, period = '2025-H1', area: string | null = null) =>
  readReport({ bytes, fileName: 'f.xlsx', vintage: '2024', period, area }, reference)

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

const onRecord: Village = {
  ...{
    id: 'v-1',
    vintage: '2024',
    commune: '00001',
    name: 'Na Hối',
    type: 'thôn',
    status: 'reported',
    since: 3,
  },
  ...{ extremelyDisadvantaged: true, households: 80, land: 'yes', playArea: 'under-repair' },
  children: { ...unknownChildren, children_3_5: 12 },
  ...{ position: [104.29, 22.52], elevation: 950, source: 'register', asOf: '2024-12-31' },
}
const places = {
  ...noPlaces,
  villages: [onRecord, { ...onRecord, id: 'mh-1', status: 'illustrative' as const }],
}

test.each([
  ['vi', ['Thôn Bản Phố', 'bản', 'không', 35, 'có', 'không']],
  ['en', ['Bản Phố', 'bản', 'no', 35, 'yes', 'no']],
] as const)(
  'the villages of a commune, corrected and added to, read back with its figures (%s)',
  async (language, added) => {
    const content = formContent({
      ...question,
      dataset: { ...smallDataset, places },
      units: ['00001'],
      language,
    })
    const template = await templateWorkbook(content)
    const villagesOf = async (bytes: Uint8Array) => {
      const reading = await read(bytes, '2025-H1', '00001')
      if (reading.kind !== 'read') throw new Error(JSON.stringify(reading))
      return reading
    }
    // untouched, the sheet asks for nothing
    const untouched = await villagesOf(template)
    expect(untouched.entries).toEqual([])
    expect(untouched.villages).toHaveLength(1)
    expect(villagesInReport(untouched, 7, places)).toEqual([])

    const [name, type, difficult, households, playArea, land] = added
    const bytes = await filled(template, (sheet) => {
      sheet.getCell(4, 7).value = 5
      const villages = sheet.workbook.worksheets[1]!
      expect(villages.getCell('A4').protection).not.toMatchObject({ locked: false })
      expect(villages.getCell('E4').value).toBe(80)
      villages.getCell('E4').value = 82
      for (const [column, value] of Object.entries({
        B: name,
        C: type,
        D: difficult,
        E: households,
        L: playArea,
        M: land,
      }))
        villages.getCell(`${column}5`).value = value
      // without a name no row is a village
      villages.getCell('E7').value = 4
    })
    const reading = await villagesOf(bytes)
    expect(reading.entries.map(({ measure, value }) => [measure, value])).toEqual([['villages', 5]])
    const changes = villagesInReport(reading, 7, places).map(({ change }) => change)
    expect(changes).toMatchObject([
      {
        action: 'change',
        subject: 'v-1',
        content: { ...contentOf(onRecord), households: 82, elevation: 950, asOf: '2025-06-30' },
      },
      {
        action: 'add',
        content: {
          ...{ vintage: '2024', commune: '00001', name: 'Bản Phố', type: 'bản', households: 35 },
          ...{ extremelyDisadvantaged: false, playArea: 'yes', land: 'no', position: null },
        },
      },
    ])
    const errors = reading.findings.filter(({ severity }) => severity === 'error')
    expect(errors).toMatchObject([{ rule: 'village-row', at: { row: 7 } }])
    expect(reading.findings.find(({ rule }) => rule === 'villages')?.text.en).toContain(
      '3 rows, 2 villages read, 1 rows to mend',
    )
  },
)

const contentOf = ({ name, type, extremelyDisadvantaged, children, land, playArea, position }: Village) => ({
  ...{ name, type, extremelyDisadvantaged, children, land, playArea, position },
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
