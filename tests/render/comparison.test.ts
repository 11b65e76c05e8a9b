import excel from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CompareRequest } from '#domain/compare'
import { compareTable } from '#domain/compare'
import { createDataset } from '#domain/dataset'
import { equityAnswer } from '#domain/equity/answer'
import { rankingOf } from '#domain/equity/ranking'
import { neutralised } from '#domain/spreadsheet'
import { comparisonCsv } from '../../server/render/comparison-csv'
import type { ComparisonDocument } from '../../server/render/comparison-sheet'
import { comparisonXlsx } from '../../server/render/comparison-xlsx'
import { childrenDataset } from '../fixtures/children-dataset'
import { question, smallInput } from '../fixtures/small-dataset'

function documentOf(ids: string[], dataset = childrenDataset): ComparisonDocument {
  const request: CompareRequest = {
    vintage: '2024',
    period: '2024-H2',
    base: '2024-H1',
    illustrative: false,
    within: null,
    compared: { level: 'district', district: null },
    columns: ids.map((id) => ({ indicator: question(id).indicator, target: question(id).target })),
  }
  const asked = {
    question: question(ids[0]!),
    ranking: rankingOf('poor-households')!,
    area: null,
    draws: 20,
  }
  return {
    dataset,
    request,
    table: compareTable(dataset, request),
    equity: { asked, answer: equityAnswer(dataset, asked) },
  }
}

/** The small province with a unit whose name is a formula. */
const hostile = createDataset({
  ...smallInput,
  units: smallInput.units.map((unit) =>
    unit.vintage === '2024' && unit.code === '080'
      ? { ...unit, type: 'huyện' as const, name: 'x", =cmd' }
      : unit,
  ),
})

describe('a text that a spreadsheet would run', () => {
  test.each(['=1+1', '+84', '-2', '@SUM(A1)', '\tx', '\rx', '＝1'])('%j gets an apostrophe', (text) => {
    expect(neutralised(text)).toBe(`'${text}`)
  })
  test.each(['Bắc Hà', '', '1=1', 'a-b'])('%j stays as it is', (text) => {
    expect(neutralised(text)).toBe(text)
  })
})

describe('CSV', () => {
  test('starts with a byte order mark, has a line per unit and the total last', () => {
    const csv = comparisonCsv(documentOf(['preschool-3-5']), 'vi')
    expect(csv.startsWith('\uFEFFMã,Đơn vị,')).toBe(true)
    const lines = csv.trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['\uFEFFMã', '080', '085', '10'])
    expect(lines[1]).toContain(',138,1040,')
    expect(csv.endsWith('\r\n')).toBe(true)
  })

  test('a change for the worse keeps its minus sign: it is a number', () => {
    const csv = comparisonCsv(documentOf(['play-areas-villages']), 'en')
    expect(csv).not.toContain("'-")
  })

  test('quotes and commas in a name do not break the line', () => {
    const line = comparisonCsv(documentOf(['zone'], hostile), 'vi').split('\r\n')[1]
    expect(line).toContain('"Huyện x"", =cmd"')
  })
})

describe('XLSX', () => {
  const workbook = new excel.Workbook()
  beforeAll(async () => {
    await workbook.xlsx.load(
      (await comparisonXlsx(documentOf(['preschool-3-5', 'zone']), 'en')).buffer as never, // the types want a Node buffer
    )
  })

  test('has the table, the measures of equity and the notes', () => {
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Comparison', 'Inequality', 'Notes'])
  })

  test('numbers are numbers in a percent format, below a frozen head', () => {
    const sheet = workbook.worksheets[0]!
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 2 })
    const value = sheet.getCell('C3')
    expect(value.value).toBeCloseTo(138 / 1040, 12)
    expect(value.numFmt).toBe('0.0%')
    expect(sheet.getCell('A3').value).toBe('080')
    expect(sheet.getRow(5).getCell(1).value).toBe('10')
  })

  test('what is not reported is an empty cell', () => {
    const sheet = workbook.worksheets[0]!
    const headings = sheet.getRow(2).values as string[]
    const change = headings.findIndex((heading) => heading?.startsWith('Change since'))
    expect(sheet.getRow(4).getCell(change).value).toBeNull() // Én did not report: the change is only a range
  })

  test('the notes name the period, the data version, the definitions and the sources', () => {
    const texts: string[] = []
    workbook.worksheets[2]!.eachRow((row) => row.eachCell((cell) => texts.push(String(cell.value))))
    for (const expected of [
      'second half of 2024',
      'Data version',
      'Definitions of the indicators',
      'Sources of the figures',
    ]) {
      expect(texts).toContain(expected)
    }
  })
})
