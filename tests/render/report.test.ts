import excel from 'exceljs'
import JSZip from 'jszip'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Demand } from '#domain/plan-progress'
import { summaryOf } from '#domain/summary'
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
import { ruledDataset } from '../fixtures/pictures'

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

const order = (more: Partial<ReportOrder> & { district?: string | null } = {}): ReportOrder => ({
  template,
  kind: 'half-yearly',
  period: '2024-H2',
  language: 'vi',
  ...more,
  question: { vintage: '2024', period: '2024-H2', district: more.district ?? null, illustrative: true },
})

const build = (more: Parameters<typeof order>[0] = {}) => buildReport(dataset, demands, order(more))
const textOf = (more: Parameters<typeof order>[0] = {}) =>
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
    const real = buildReport(dataset, demands, {
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

describe('the Word document', () => {
  let xml: string
  let entries: string[]
  beforeAll(async () => {
    const { report, facts } = build()
    const shown = facts.demands[0]!.indicators[0]!
    const drawing = barsOf(
      shown.districts,
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
    expect(plain.indexOf('Nơi nhận:')).toBeLessThan(plain.indexOf('Phụ lục 1'))
  })

  test('is set in Times New Roman, with pictures that have words for those who cannot see them', () => {
    expect(xml).toContain('w:ascii="Times New Roman"')
    expect(entries.filter((name) => name.startsWith('word/media/')).length).toBeGreaterThan(0)
    expect(xml).toMatch(/<wp:docPr [^>]*descr="Tỷ lệ thôn/)
  })
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
