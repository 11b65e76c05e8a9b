import excel from 'exceljs'
import JSZip from 'jszip'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Demand } from '#domain/plan-progress'
import { needsOf } from '#domain/allocation/needs'
import { reportFacts } from '#domain/report/facts'
import { summaryOf } from '#domain/summary'
import { valueAt } from '#domain/values'
import { parseReportTemplate } from '../../server/intake/report-template'
import type { ReportOrder } from '../../server/render/report/build'
import { buildReport } from '../../server/render/report/build'
import { barsOf } from '../../server/render/report/bars'
import { reportDocx } from '../../server/render/report/docx'
import { reportHtml } from '../../server/render/report/html'
import { reportVoice } from '../../server/render/report/voice'
import { reportXlsx } from '../../server/render/report/xlsx'
import { toPng } from '../../server/render/png'
import { legendOf } from '#domain/legend'
import { textsOf } from '../fixtures/drawing'
import { interventions, ruledDataset } from '../fixtures/pictures'

const dataset = ruledDataset()
const file = fileURLToPath(new URL('../../data/reports/plan.yaml', import.meta.url))
const template = parseReportTemplate(
  'plan.yaml',
  readFileSync(file, 'utf8'),
  new Set(dataset.indicators.keys()),
)

const demand = (id: string, indicators: string[]): Demand => ({
  id,
  clause: { vi: `Nội dung ${id}`, en: `Item ${id}` },
  indicators,
  agency: { vi: 'Sở Y tế', en: 'Department of Health' },
  agencyBasis: 'sector',
  target: { vi: '', en: '' },
  deadline: null,
  collect: null,
  source: 'KH50',
  confidence: 'official',
})
const demands = [demand('a', ['play-areas-villages', 'zone']), demand('b', ['child-abuse']), demand('c', [])]

type Asked = Partial<ReportOrder> & Partial<Pick<ReportOrder['question'], 'vintage' | 'district' | 'commune'>>

const order = ({ vintage = '2024', district = null, commune = null, ...more }: Asked = {}): ReportOrder => ({
  template,
  kind: 'half-yearly',
  period: '2024-H2',
  language: 'vi',
  ...more,
  question: { vintage, period: '2024-H2', within: null, district, commune, illustrative: true },
})

const ground = { dataset, plan: demands }
const buildFrom = ({ dataset: of, plan }: typeof ground, asked: ReportOrder) => {
  const facts = reportFacts({ dataset: of, plan, interventions, question: asked.question })
  return buildReport(of, facts, asked)
}
const build = (more: Asked = {}) => buildFrom(ground, order(more))
const textOf = (more: Asked = {}) =>
  build(more)
    .report.blocks.map((block) => ('text' in block ? block.text : ''))
    .join('\n')

/** The province by the rules of the map. */
const indicator = dataset.indicators.get('play-areas-villages')!
const summary = (district: string | null) =>
  summaryOf(
    dataset,
    { indicator, target: indicator.targets[0]!, vintage: '2024', period: '2024-H2', illustrative: true },
    'commune',
    district,
  )
const vietnamese = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

describe('what a report says', () => {
  test('are the figures of the map', () => {
    const { value, lacking, lackingLeast } = summary(null)
    const text = textOf()
    expect(text).toContain(`là ${vietnamese.format(value.value!)}%`)
    expect(text).toContain(
      `(${vietnamese.format(value.numerator!)}/${vietnamese.format(value.denominator!)})`,
    )
    expect(text).toContain(
      `Còn ${vietnamese.format(lackingLeast!)} – ${vietnamese.format(lacking!)} thôn chưa có điểm vui chơi`,
    )
  })

  test('of a district are those of the district', () => {
    const { value } = summary('085')
    const text = textOf({ district: '085' })
    expect(text).toContain(`của huyện Bắc Hà là ${vietnamese.format(value.value!)}%`)
  })

  test('marks made-up figures first of all', () => {
    expect(build().report.blocks[0]).toMatchObject({ kind: 'notice' })
    const real = buildFrom(ground, {
      ...order(),
      question: { ...order().question, illustrative: false },
    })
    expect(real.report.blocks.some(({ kind }) => kind === 'notice')).toBe(false)
  })

  test("leaves places for the leader's words, and invents none", () => {
    const places = build().report.blocks.filter(({ kind }) => kind === 'fill')
    expect(places.length).toBeGreaterThanOrEqual(4)
    for (const place of places) expect('text' in place && place.text).toMatch(/^\[Phần dành cho lãnh đạo/)
  })

  test('says so where nothing has been reported', () => {
    expect(textOf()).toContain('Chưa có số liệu về số vụ xâm hại trẻ em.')
  })

  test('in the yearly report looks ahead', () => {
    expect(textOf({ kind: 'yearly', period: '2024' })).toContain('nhiệm vụ năm tiếp theo')
    expect(textOf()).not.toContain('nhiệm vụ năm tiếp theo')
  })

  test('in English counts in English', () => {
    const text = textOf({ language: 'en' })
    expect(text).toContain('Lào Cai province')
    expect(text).toContain('villages without a play area')
    expect(text).not.toMatch(/[ạảấầẩậắằẳặẹẻẽếềểễệ]{1}.*(thôn|xã) /)
  })

  test('in English puts an article before a half-year, and none before a year', () => {
    expect(textOf({ language: 'en' })).toContain('at the end of the second half of 2024:')
    const yearly = textOf({ language: 'en', kind: 'yearly', period: '2024' })
    expect(yearly).toContain('at the end of 2024:')
    expect(yearly).not.toContain('the 2024')
  })

  test('counts no commune as reporting for what the program counts of it', () => {
    const counted = ruledDataset(
      dataset.geographies['2024'].atLevel.commune.flatMap((index) =>
        [
          ['reports_asked', 1],
          ['reports_delivered', 0],
        ].map(([measure, value]) => ({
          vintage: '2024' as const,
          code: dataset.geographies['2024'].units[index]!.code,
          measure: String(measure),
          period: '2026-H1',
          value: Number(value),
          status: 'reported' as const,
          source: 'rule',
        })),
      ),
    )
    const asked = order({ period: '2026-H1' })
    const { facts, report } = buildFrom(
      { dataset: counted, plan: [demand('a', ['play-areas-villages']), demand('d', ['reports-delivered'])] },
      { ...asked, question: { ...asked.question, period: '2026-H1' } },
    )
    expect(facts.demands[1]!.indicators[0]!.summary.reportedUnits).toBe(152)
    expect(facts.reported).toBe(0)
    // nor does the table of those that lack play areas show what lacks reports
    const captions = report.blocks.flatMap((block) => (block.kind === 'table' ? [block.table.caption] : []))
    expect(captions.filter((caption) => caption.includes('điểm vui chơi cấp thôn'))).toEqual([])
  })

  test('leaves no name in braces', () => {
    for (const language of ['vi', 'en'] as const) {
      expect(JSON.stringify(build({ language }).report)).not.toMatch(/\{[a-z-]+\}/)
    }
  })

  test('numbers tables, figures and annexes', () => {
    const { blocks } = build().report
    const captions = blocks.flatMap((block) => (block.kind === 'table' ? [block.table.caption] : []))
    expect(captions.map((caption) => /^Bảng (\d+)\./.exec(caption)?.[1])).toEqual(
      captions.map((_, i) => String(i + 1)),
    )
    expect(blocks.flatMap((block) => (block.kind === 'annex' ? [block.number] : []))).toEqual([1, 2])
  })
})

const tableIn = (caption: RegExp, asked: Asked = {}, of = ground) =>
  buildFrom(of, order(asked)).report.blocks.flatMap((block) =>
    block.kind === 'table' && caption.test(block.table.caption) ? [block.table] : [],
  )[0]

describe('the money that a report asks for', () => {
  // a play area is planned for where the number of children is known too
  const withChildren = ruledDataset(
    dataset.geographies['2024'].atLevel.commune.slice(0, 100).map((index) => ({
      vintage: '2024',
      code: dataset.geographies['2024'].units[index]!.code,
      measure: 'children_under_16',
      period: '2024-H2',
      value: 120,
      status: 'reported',
      source: 'rule',
    })),
  )
  const money = () => tableIn(/Kinh phí ước tính/, {}, { ...ground, dataset: withChildren })!
  // by the page of priority and budget: every lacking village takes one play area of 50 million đồng
  const needs = (end: 'worst' | 'best', area: number) =>
    needsOf(
      withChildren,
      { vintage: '2024', period: '2024-H2', illustrative: true },
      area,
      interventions.filter(({ id }) => id === 'play-area'),
      end,
      new Map(),
    ).needs.reduce((sum, { count }) => sum + count, 0)

  test('is the number of things lacking times their cost, from what is certain to the worst case', () => {
    const [row] = money().numbers
    const [least, most] = [needs('best', 0), needs('worst', 0)]
    expect(most).toBeGreaterThan(0)
    expect(row).toEqual([null, least, most, 50, least * 50, most * 50])
  })

  test('is summed up in the last row', () => {
    const { numbers } = money()
    const rows = numbers.slice(0, -1)
    for (const column of [4, 5]) {
      expect(numbers.at(-1)![column]).toBe(rows.reduce((sum, row) => sum + row[column]!, 0))
    }
  })

  test('says what it was counted against, where the cost comes from, and which communes it leaves out', () => {
    const [note] = money().notes
    expect(note).toContain('Điểm vui chơi của thôn: tính theo chỉ tiêu')
    expect(note).toContain('mục tiêu 100%')
    expect(note).toContain('Chưa công bố định mức nào')
    expect(note).toMatch(/Chưa tính \d+ đơn vị/)
  })
})

describe('the report of a commune', () => {
  const commune = dataset.geographies['2025'].units.find(
    ({ name, level }) => name === 'Bắc Hà' && level === 'commune',
  )!
  const asked = { vintage: '2025', district: commune.parent, commune: commune.code } as const

  test('is issued by the commune', () => {
    const { head, signer } = build(asked).report
    expect(head).toMatchObject({
      superior: 'UBND TỈNH LÀO CAI',
      issuer: 'UBND XÃ BẮC HÀ',
      symbol: 'BC-UBND',
    })
    expect(signer).toBe('TM. ỦY BAN NHÂN DÂN')
  })

  test('sets its figures beside those of its former district and the province', () => {
    const { head, rows, numbers } = tableIn(/đặt cạnh/, asked)!
    expect(head).toEqual(['Chỉ tiêu', 'Xã Bắc Hà', 'Huyện Bắc Hà cũ', 'tỉnh Lào Cai'])
    const at = rows.findIndex(([name]) => name === indicator.name.vi)
    const question = { indicator, target: indicator.targets[0]!, ...order(asked).question }
    const { indexOf } = dataset.geographies['2025']
    const values = [commune.code, commune.parent!].map(
      (code) => valueAt(dataset, question, indexOf.get(code)!).value,
    )
    expect(numbers[at]!.slice(1)).toEqual([...values, valueAt(dataset, question, 0).value])
  })

  test('counts no communes below the target', () => {
    expect(textOf(asked)).not.toMatch(/trong \d+ xã/)
    expect(tableIn(/còn thiếu nhiều/, asked)).toBeUndefined()
  })
})

describe('the Word document', () => {
  let xml: string
  let entries: string[]
  beforeAll(async () => {
    const { report, facts } = build()
    const shown = facts.demands[0]!.indicators[0]!
    const drawing = barsOf(
      shown.parts,
      {
        indicator,
        target: shown.target,
        legend: legendOf(indicator, shown.target, [], { method: 'target' }),
        title: 'Bars',
      },
      reportVoice('vi', facts),
    )
    expect(textsOf(drawing.marks).map(({ text }) => text)).toContain('Huyện Bắc Hà')
    const png = toPng(drawing, 480)
    const pictures = new Map(
      ['map-play-areas-villages', 'bars-play-areas-villages'].map((key) => [
        key,
        { png, width: drawing.width, height: drawing.height },
      ]),
    )
    const zip = await JSZip.loadAsync(await reportDocx(report, pictures))
    entries = Object.keys(zip.files)
    xml = await zip.file('word/document.xml')!.async('string')
  })

  test('is a sheet of A4 with the margins of the decree', () => {
    const numberOf = (name: string) =>
      Number(new RegExp(`w:${name}="(\\d+)"`).exec(/<w:pgMar[^>]*>/.exec(xml)![0])![1])
    const millimetres = (twips: number) => (twips / 1440) * 25.4
    const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)!
    expect([width, height].map((twips) => Math.round(millimetres(Number(twips))))).toEqual([210, 297])
    for (const [name, least, most] of [
      ['top', 20, 25],
      ['bottom', 20, 25],
      ['left', 30, 35],
      ['right', 15, 20],
    ] as const) {
      expect(millimetres(numberOf(name))).toBeGreaterThanOrEqual(least - 0.1)
      expect(millimetres(numberOf(name))).toBeLessThanOrEqual(most + 0.1)
    }
  })

  test('has national title, motto, agencies, number, date, kind, subject, recipients and signer', () => {
    const plain = xml.replace(/<[^>]+>/g, ' ').replace(/ +/g, ' ')
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'UBND TỈNH LÀO CAI',
      'SỞ Y TẾ',
      '/BC-SYT',
      'BÁO CÁO',
      'Nơi nhận:',
      'GIÁM ĐỐC',
    ]) {
      expect(plain).toContain(part)
    }
    expect(plain.indexOf('Nơi nhận:')).toBeLessThan(plain.indexOf('Phụ lục I'))
    expect(plain).toMatch(/Phụ lục II.*\(Kèm theo Báo cáo số +\/BC-SYT ngày +tháng +năm 20\d\d của Sở Y tế\)/)
    expect(plain).toContain('trên địa bàn tỉnh Lào Cai./.')
  })

  test('is set in Times New Roman, with pictures that have words for those who cannot see them', () => {
    expect(xml).toContain('w:ascii="Times New Roman"')
    expect(entries.filter((name) => name.startsWith('word/media/')).length).toBeGreaterThan(0)
    expect(xml).toMatch(/<wp:docPr [^>]*descr="Tỷ lệ thôn/)
  })
})

test('dates of sources are written as documents write them', () => {
  const rows = tableIn(
    /Nguồn số liệu/,
    {},
    {
      dataset: {
        ...dataset,
        sources: new Map([
          ['KH50', { id: 'KH50', title: 'Kế hoạch 50', issuer: 'UBND tỉnh', date: '2024-01-26', url: '' }],
        ]),
      },
      plan: demands,
    },
  )!.rows
  expect(rows).toEqual([['Kế hoạch 50', 'UBND tỉnh', '26/01/2024']])
})

test('the page has headings, captions and heads of rows, and no markup from figures', () => {
  const html = reportHtml(build().report, (key) => `/${key}.png`)
  expect(html).toContain('<html lang="vi">')
  expect(html.match(/<caption>/g)!.length).toBe(
    build().report.blocks.filter(({ kind }) => kind === 'table').length,
  )
  expect(html).toContain('<th scope="col">')
  expect(html).toContain('<th scope="row">')
  expect(html).toMatch(/<img src="\/map-play-areas-villages\.png" alt="[^"]+">/)
  const hostile = build().report
  hostile.head.subject = '<script>alert(1)</script>'
  expect(reportHtml(hostile, () => '')).not.toContain('<script>')
})

test('the workbook holds the tables with real numbers, and the mark of made-up figures', async () => {
  const workbook = new excel.Workbook()
  const bytes = await reportXlsx(build().report, dataset.publishedAt)
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0])
  const [overview] = workbook.worksheets
  expect(overview!.getCell('A1').text).toContain('SỐ LIỆU MINH HOẠ')
  const numbers = overview!.getColumn(3).values.filter((value) => typeof value === 'number')
  expect(numbers).toContain(summary(null).value.value)
})
