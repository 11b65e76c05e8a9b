import excel from 'exceljs'
import JSZip from 'jszip'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Language } from '#domain/language'
import { legendOf } from '#domain/legend'
import type { Observation } from '#domain/measures'
import type { Demand } from '#domain/plan-progress'
import { withhold } from '#domain/privacy/withhold'
import { reportFacts } from '#domain/report/facts'
import { parseReportTemplate } from '../../server/intake/report-template'
import { barsOf } from '../../server/render/report/bars'
import { buildReport } from '../../server/render/report/build'
import { reportDocx } from '../../server/render/report/docx'
import { reportHtml } from '../../server/render/report/html'
import { reportVoice } from '../../server/render/report/voice'
import { reportXlsx } from '../../server/render/report/xlsx'
import { textsOf } from '../fixtures/drawing'
import { communes, interventions, ruledDataset } from '../fixtures/pictures'

/** Cases of abuse in the communes of Bắc Hà: two in the first, the third did not report, none in all others. */
const cases = communes
  .filter(({ parent }) => parent === '085')
  .flatMap(({ code }, n): Observation[] =>
    n === 2
      ? []
      : [
          {
            vintage: '2024',
            code,
            period: '2024-H2',
            measure: 'abuse_cases',
            value: n === 0 ? 2 : 0,
            status: 'reported',
            source: 'rule',
          },
        ],
  )
const dataset = withhold(ruledDataset(cases), 5)

const plan: Demand = {
  id: 'b',
  clause: { vi: 'Phòng, chống xâm hại trẻ em', en: 'Against child abuse' },
  indicators: ['child-abuse'],
  agency: { vi: 'Công an tỉnh', en: 'The police' },
  agencyBasis: 'sector',
  target: { vi: '', en: '' },
  deadline: null,
  collect: null,
  source: 'KH50',
  confidence: 'official',
}
const template = parseReportTemplate(
  'plan.yaml',
  readFileSync(fileURLToPath(new URL('../../data/reports/plan.yaml', import.meta.url)), 'utf8'),
  new Set(dataset.indicators.keys()),
)
const question = {
  vintage: '2024',
  period: '2024-H2',
  within: null,
  district: '085',
  commune: null,
  illustrative: true,
} as const
const facts = reportFacts({ dataset, plan: [plan], interventions, question })
const reportIn = (language: Language) =>
  buildReport(dataset, facts, { template, kind: 'half-yearly', period: '2024-H2', question, language }).report

const said = {
  vi: {
    cell: 'được giữ kín',
    sentence: /đã được báo cáo nhưng được giữ kín, để không ai nhận ra một trẻ em/,
    note: /Được giữ kín: đơn vị đã báo cáo nhưng số nhỏ về vấn đề nhạy cảm không được công bố/,
    falsely: /chưa đủ số liệu|Chưa đủ số liệu|Chưa xác định được số vụ xâm hại/,
    unreported: 'chưa báo cáo',
  },
  en: {
    cell: 'withheld',
    sentence: /reported, but withheld, so that no child can be recognised/,
    note: /Withheld: it was reported, but small counts of sensitive matters are not published/,
    falsely: /too few figures|Too few figures|it cannot be stated/,
    unreported: 'not reported',
  },
}

describe.each(['vi', 'en'] as const)('a withheld figure in a report in %s', (language) => {
  const { cell, sentence, note, falsely, unreported } = said[language]
  const report = reportIn(language)

  test('is said to be withheld, in words and in every table, and is not called missing', () => {
    const html = reportHtml(report, () => '')
    expect(html).toMatch(sentence)
    expect(html).toMatch(note)
    expect(html).not.toMatch(falsely)
    const tables = report.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
    const shown = tables.flatMap(({ rows }) => rows.flat())
    expect(shown.filter((text) => text.startsWith(cell)).length).toBeGreaterThan(2)
    // the commune that did not report is still told apart
    expect(shown).toContain(unreported)
    // and no count of a commune came through
    for (const { rows, numbers } of tables) {
      for (const [i, row] of rows.entries()) {
        if (row.some((text) => text.startsWith(cell))) expect(numbers[i]).not.toContain(2)
      }
    }
  })

  test('is said to be withheld in Word', async () => {
    const zip = await JSZip.loadAsync(await reportDocx(report, new Map()))
    const plain = (await zip.file('word/document.xml')!.async('string')).replace(/<[^>]+>/g, '')
    expect(plain).toMatch(sentence)
    expect(plain).toMatch(note)
    expect(plain).not.toMatch(falsely)
  })

  test('is a word in the workbook, with the note below, and no number', async () => {
    const workbook = new excel.Workbook()
    const bytes = await reportXlsx(report, dataset.publishedAt)
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const texts: string[] = []
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) => row.eachCell((each) => texts.push(each.text)))
    }
    expect(texts.filter((text) => text.startsWith(cell)).length).toBeGreaterThan(2)
    expect(texts.join('\n')).toMatch(note)
    expect(texts.join('\n')).not.toMatch(falsely)
  })

  test('is said to be withheld beside the bars', () => {
    const { indicator, target, parts } = facts.demands[0]!.indicators[0]!
    const legend = legendOf(indicator, target, [], { method: 'fixed' })
    const drawing = barsOf(parts, { indicator, target, legend, title: '' }, reportVoice(language, facts))
    const words = textsOf(drawing.marks).map(({ text }) => text)
    expect(words.filter((text) => text === cell)).toHaveLength(18)
    expect(words.filter((text) => text === unreported)).toHaveLength(1)
  })
})
