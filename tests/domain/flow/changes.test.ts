import { expect, test } from 'vitest'
import type { Changes } from '#domain/flow/changes'
import { changesOf } from '#domain/flow/changes'
import type { Dataset } from '#domain/dataset'
import { createDataset } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import { smallDataset, smallInput } from '../../fixtures/small-dataset'

const source = { id: 'report-9', title: 'Report', issuer: 'Xã', date: '2025-01-05', url: '' }
const figure = (code: string, measure: string, value: number): Observation => ({
  vintage: '2024',
  code,
  measure,
  period: '2024-H2',
  value,
  status: 'reported',
  source: source.id,
})

function changes(
  observations: Observation[],
  { wide = true, dataset = smallDataset as Dataset } = {},
): Changes {
  const steps = changesOf(dataset, { vintage: '2024', period: '2024-H2', observations, source }, { wide })
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

test('figures that say what counts already change nothing', () => {
  const same = changes([figure('00001', 'enrolled_3_5', 9), figure('00001', 'children_3_5', 10)])
  expect(same.cells).toEqual([])
  expect(same.indicators.filter(({ code }) => code === '00001')).toEqual([])
})

test('each figure is told with what it replaces; what is only carried on from before is not replaced', () => {
  const { cells } = changes([
    figure('00001', 'enrolled_3_5', 7),
    figure('00005', 'enrolled_3_5', 12),
    figure('00005', 'villages_with_play_area', 1),
    figure('00001', 'villages', 4),
  ])
  expect(
    cells.map(({ code, measure, before, after }) => [
      code,
      measure,
      before?.value ?? null,
      before?.status,
      after,
    ]),
  ).toEqual([
    ['00001', 'enrolled_3_5', 9, 'reported', 7],
    ['00005', 'enrolled_3_5', null, undefined, 12],
    // the same number, but no longer made up
    ['00005', 'villages_with_play_area', 1, 'illustrative', 1],
    // the register of 2023 holds until this one
    ['00001', 'villages', null, undefined, 4],
  ])
})

test('indicators move in the commune, its district and the province, from summed counts', () => {
  const { indicators } = changes([figure('00002', 'enrolled_3_5', 900)])
  const moved = indicators.filter(({ indicator }) => indicator === 'preschool-3-5')
  expect(moved.map(({ code, before, after }) => [code, before.numerator, after.numerator])).toEqual([
    ['10', 198, 999],
    ['080', 138, 939],
    ['00002', 99, 900],
  ])
  const [, , commune] = moved
  expect(commune?.before.value).toBe(10)
  expect(commune?.after.value).toBeCloseTo((900 / 990) * 100, 9)
})

test('a target that is reached or lost by it is named; one that made-up figures had reached was not', () => {
  const { indicators, newlyMet, newlyMissed } = changes([
    // all 3 villages: the register of 2024-H2 says 4, so this corrects it, too
    figure('00005', 'villages', 1),
    figure('00005', 'villages_with_play_area', 1),
    figure('00004', 'villages_with_play_area', 7),
  ])
  const turnsOf = (code: string) =>
    indicators.find((one) => one.code === code && one.indicator === 'play-areas-villages')?.targets
  expect(turnsOf('00005')?.map(({ turn }) => turn)).toContain('met')
  expect(turnsOf('00004')?.map(({ turn }) => turn)).toContain('missed')
  expect(newlyMet).toBeGreaterThan(0)
  expect(newlyMissed).toBeGreaterThan(0)
})

test('sums over others of a sensitive matter are told only to those who may see them', () => {
  const dataset = createDataset({
    ...smallInput,
    catalogue: {
      ...smallInput.catalogue,
      indicators: smallInput.catalogue.indicators.map((indicator) => ({ ...indicator, sensitive: true })),
    },
  })
  const codes = (wide: boolean) =>
    changes([figure('00002', 'enrolled_3_5', 900)], { wide, dataset }).indicators.map(({ code }) => code)
  expect(codes(true)).toContain('10')
  expect(new Set(codes(false))).toEqual(new Set(['00002']))
})
