import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Language } from '#domain/language'
import type { Demand } from '#domain/plan-progress'
import { reportFacts } from '#domain/report/facts'
import type { ReportQuestion } from '#domain/report/question'
import { parseReportTemplate } from '../../server/intake/report-template'
import { buildReport } from '../../server/render/report/build'
import { interventions, ruledDataset } from '../fixtures/pictures'

const ruled = ruledDataset()
const id = 'play-areas-villages'
/** The same figures, as if they told what happened within a half-year. */
const dataset = {
  ...ruled,
  indicators: new Map([...ruled.indicators].map(([key, one]) => [key, { ...one, happens: key === id }])),
}
const file = fileURLToPath(new URL('../../data/reports/plan.yaml', import.meta.url))
const template = parseReportTemplate(
  'plan.yaml',
  readFileSync(file, 'utf8'),
  new Set(dataset.indicators.keys()),
)
const demand: Demand = {
  ...{ id: 'a', clause: { vi: 'Nội dung', en: 'Item' }, indicators: [id], target: { vi: '', en: '' } },
  ...{ agency: { vi: 'Sở Y tế', en: 'Department of Health' }, agencyBasis: 'sector' },
  ...{ deadline: null, collect: null, source: 'KH50', confidence: 'official' },
}
const question: ReportQuestion = {
  ...{ vintage: '2024', period: '2024-H2', within: null, district: null, commune: null, illustrative: true },
}

const yearly = (language: Language): string => {
  const facts = reportFacts({ dataset, plan: [demand], interventions, question })
  const order = { template, kind: 'yearly', period: '2024', language, question } as const
  return JSON.stringify(buildReport(dataset, facts, order).report.blocks)
}

test('the report of a year says in which half happened what is told of one half only', () => {
  const name = dataset.indicators.get(id)!.name.vi
  const within = name.charAt(0).toLowerCase() + name.slice(1)
  const vi = yearly('vi')
  expect(vi).toContain(`Trong 6 tháng cuối năm 2024, ${within}`)
  expect(vi).not.toContain(`Đến hết năm 2024, ${within}`)
  // in tables, too
  expect(vi).toContain(`"${name} (6 tháng cuối năm 2024)"`)
  expect(yearly('en')).toContain('in the second half of 2024:')
})
