import { expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import { completenessMeasures, isAsked } from '#domain/flow/asked'
import { completenessOf } from '#domain/flow/completeness'
import type { Observation } from '#domain/measures'
import { rowsIn } from '#domain/observation-column'
import type { Vintage } from '#domain/units'
import { valueAt } from '#domain/values'
import { observation, smallInput } from '../../fixtures/small-dataset'

const text = (name: string) => ({ vi: name, en: name })
const counted = completenessMeasures.map((id) => ({
  ...{ id, kind: 'count' as const, name: text(id), unit: text('things'), carries: false },
}))
const [pattern] = smallInput.catalogue.indicators
const rate = (id: string, numerator: string, denominator: string) => ({
  ...pattern!,
  ...{ id, numerator, denominator, unreported: null },
})
const catalogue = {
  ...smallInput.catalogue,
  measures: [...smallInput.catalogue.measures, ...counted],
  indicators: [
    rate('reports-delivered', 'reports_delivered', 'reports_asked'),
    rate('figures-delivered', 'figures_delivered', 'figures_asked'),
  ],
}
/** What the small province asks for: all of its measures but the number of communes. */
const asked = smallInput.catalogue.measures.length - 1

const completeness = (observations: readonly Observation[]) => [
  ...rowsIn(completenessOf(observations, { catalogue, units: smallInput.units })),
]

function counts(observations: readonly Observation[], vintage: Vintage, code: string, period: string) {
  const rows = completeness(observations).filter(
    (row) => row.vintage === vintage && row.code === code && row.period === period,
  )
  return Object.fromEntries(rows.map(({ measure, value }) => [measure, value]))
}

function value(
  observations: readonly Observation[],
  id: string,
  vintage: Vintage,
  code: string,
  period: string,
) {
  const dataset = createDataset({
    ...smallInput,
    catalogue,
    sources: [
      ...smallInput.sources,
      ...['reporting', 'register'].map((id) => ({ ...smallInput.sources[0]!, id })),
    ],
    observations: [...observations, ...completeness(observations)],
  })
  const indicator = dataset.indicators.get(id)!
  const [target = null] = indicator.targets
  const index = dataset.geographies[vintage].indexOf.get(code)!
  return valueAt(dataset, { indicator, vintage, period, illustrative: false, target }, index)
}

// An sends two figures, Bình one; Cao's is made up, Dền's is the state's, Én's register is no report
const halfOf2024 = [
  observation('villages', '2024-H1', '00001', 4),
  observation('villages_with_play_area', '2024-H1', '00001', 0),
  observation('villages', '2024-H1', '00002', 6),
  observation('villages', '2024-H1', '00003', 5, 'illustrative'),
  observation('villages', '2024-H1', '00004', 8, 'official'),
  { ...observation('villages', '2024-H1', '00005', 3), source: 'register' },
]
// of the communes of 2025, Xuân alone
const halfOf2025 = [observation('villages', '2025-H2', '00002', 10, 'reported', '2025')]

test('a commune has delivered when a figure that it reported itself is published, and each such figure counts', () => {
  const of = (code: string) => counts(halfOf2024, '2024', code, '2024-H1')
  const silent = { reports_asked: 1, reports_delivered: 0, figures_asked: asked, figures_delivered: 0 }
  expect(of('00001')).toEqual({ ...silent, reports_delivered: 1, figures_delivered: 2 })
  expect(of('00002')).toEqual({ ...silent, reports_delivered: 1, figures_delivered: 1 })
  for (const code of ['00003', '00004', '00005']) expect(of(code)).toEqual(silent)
})

test('the province’s completeness is 2 of 5 reports, and 3 of the figures of five forms', () => {
  expect(value(halfOf2024, 'reports-delivered', '2024', '10', '2024-H1')).toMatchObject({
    ...{ value: 40, numerator: 2, denominator: 5, lacking: 3, status: 'reported', sources: ['reporting'] },
  })
  expect(value(halfOf2024, 'figures-delivered', '2024', '10', '2024-H1')).toMatchObject({
    ...{ numerator: 3, denominator: 5 * asked, lacking: 5 * asked - 3 },
  })
})

test('a commune that joined two of which one reported was half reported', () => {
  // Yên is Cao, which is silent, and Dền, which now reports
  const rows = [...halfOf2024, observation('villages', '2024-H1', '00004', 8)]
  expect(value(rows, 'reports-delivered', '2025', '00004', '2024-H1')).toMatchObject({
    ...{ value: 50, numerator: 1, denominator: 2, status: 'estimated' },
  })
})

test('every half-year from the first to the last has its completeness, in the geography that was in force', () => {
  const rows = completeness([...halfOf2024, ...halfOf2025])
  const periodsOf = (vintage: Vintage) => [
    ...new Set(rows.filter((row) => row.vintage === vintage).map(({ period }) => period)),
  ]
  expect(periodsOf('2024')).toEqual(['2024-H1', '2024-H2', '2025-H1'])
  expect(periodsOf('2025')).toEqual(['2025-H2'])
  const all = [...halfOf2024, ...halfOf2025]
  expect(value(all, 'reports-delivered', '2024', '10', '2025-H1').value).toBe(0)
  expect(value(all, 'reports-delivered', '2025', '15', '2025-H2')).toMatchObject({
    ...{ value: 25, numerator: 1, denominator: 4 },
  })
})

test('what is counted is asked of nobody, and a catalogue without it is left as it is', () => {
  expect(catalogue.measures.filter(isAsked)).toHaveLength(asked)
  expect(completenessOf(halfOf2024, { catalogue: smallInput.catalogue, units: smallInput.units })).toEqual([])
})
