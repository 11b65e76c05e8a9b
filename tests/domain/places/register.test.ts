import { describe, expect, test } from 'vitest'
import { createDataset } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import type { Figures } from '#domain/observation-column'
import { rowsIn } from '#domain/observation-column'
import type { Places } from '#domain/places/places'
import {
  halfYearOf,
  registerAgainstReported,
  registerOf,
  tallyOf,
  withRegisters,
} from '#domain/places/register'
import { placesOf, settled, village } from '../../fixtures/places'
import { shippedSmall } from '../../fixtures/shipped-small'

const villages = [
  settled('a', null, 100, { playArea: 'yes', extremelyDisadvantaged: true, households: 60 }),
  settled('b', null, 40, { playArea: 'no', extremelyDisadvantaged: false, households: 30 }),
  settled('c', null, 30, { playArea: 'under-repair', extremelyDisadvantaged: false, households: 20 }),
]
const statement = {
  vintage: '2025',
  commune: '90001',
  isComplete: true,
  source: 'Decision 7',
  asOf: '2026-06-30',
} as const
const whole: Places = { ...placesOf(villages), statements: [statement] }
const wrote = (measure: string, value: number, fields: Partial<Observation> = {}): Observation => ({
  vintage: '2025',
  code: '90001',
  measure,
  period: '2026-H1',
  value,
  status: 'reported',
  source: 'reported-source',
  ...fields,
})
const counts = (figures: Figures) =>
  [...rowsIn(figures)]
    .filter(({ source }) => source === 'register')
    .map(({ measure, value }) => [measure, value])

describe('a register is counted', () => {
  test('village by village; one whose play area is under repair does not have one', () => {
    expect(tallyOf(villages)).toMatchObject({
      villages: 3,
      villages_with_play_area: 1,
      villages_play_area_not_reported: 0,
      villagesUnderRepair: 1,
      villages_extremely_difficult: 1,
      households: 110,
      children_under_16: 170,
    })
  })

  test('what one village did not say is not known for the commune', () => {
    const tally = tallyOf([...villages, village({ id: 'd' })])
    expect([tally.villages, tally.households, tally.children_under_16]).toEqual([4, null, null])
    expect([tally.villages_with_play_area, tally.villages_play_area_not_reported]).toEqual([1, 1])
  })
})

describe('a whole register speaks for its commune', () => {
  test('instead of what the commune wrote, which is kept to compare', () => {
    const reports = [wrote('villages', 4), wrote('villages', 9, { code: '90002' })]
    const { observations, written } = withRegisters(reports, whole)
    expect(observations.slice(0, 2)).toEqual(reports)
    expect(counts(observations)).toContainEqual(['villages', 3])
    expect(counts(observations)).toContainEqual(['children_under_16', 170])
    expect(observations.at(-1)).toMatchObject({ status: 'reported', period: '2026-H1' })
    expect(written).toEqual([wrote('villages', 4)])
  })

  test('but never against a figure that the state published', () => {
    const { observations } = withRegisters([wrote('villages', 4, { status: 'official' })], whole)
    expect(counts(observations).map(([measure]) => measure)).not.toContain('villages')
    expect(counts(observations)).toContainEqual(['villages_with_play_area', 1])
  })

  test('and waits while no report of its half-year has come in', () => {
    const { observations } = withRegisters([wrote('villages', 4, { period: '2025-H2' })], whole)
    expect(counts(observations)).toEqual([])
  })

  test.each([
    ['nobody says that it is complete', { ...whole, statements: [] }],
    ['the commune says that it is not', { ...whole, statements: [{ ...statement, isComplete: false }] }],
    ['it has no village', { ...whole, villages: [] }],
    [
      'a village is made up',
      { ...whole, villages: [...villages, village({ id: 'm', status: 'illustrative' as const })] },
    ],
  ])('not when %s', (_name, places: Places) => {
    expect(counts(withRegisters([wrote('villages', 4)], places).observations)).toEqual([])
  })
})

test('the difference is the register less the report, and null where one is missing', () => {
  const rows = registerAgainstReported(tallyOf(villages), (measure) =>
    measure === 'villages' ? { value: 4, status: 'reported', source: 's', period: '2026-H1' } : null,
  )
  expect(rows.find(({ measure }) => measure === 'villages')).toMatchObject({
    register: 3,
    reported: 4,
    difference: -1,
  })
  expect(rows.find(({ measure }) => measure === 'households')).toMatchObject({
    register: 110,
    reported: null,
    difference: null,
  })
})

test.each([
  ['2026-01-01', '2026-H1'],
  ['2026-06-30', '2026-H1'],
  ['2026-07-01', '2026-H2'],
])('%s lies in %s', (day, period) => expect(halfYearOf(day)).toBe(period))

describe('the register in the answer for a commune', () => {
  const dataset = (places: Places, reports: Observation[]) => {
    const { observations, written } = withRegisters(reports, places)
    return createDataset({
      ...shippedSmall,
      version: 1,
      publishedAt: '',
      catalogue: {
        ...shippedSmall.catalogue,
        measures: [
          ...shippedSmall.catalogue.measures,
          ...[
            'villages_play_area_not_reported',
            'villages_extremely_difficult',
            'households',
            'children_under_16',
          ].map((id) => ({ ...shippedSmall.catalogue.measures[0]!, id, carries: false })),
        ],
      },
      sources: [...shippedSmall.sources, { ...shippedSmall.sources[0]!, id: 'register' }],
      observations,
      places: { ...places, written },
    })
  }
  const differenceIn = (places: Places, reports: Observation[]) => {
    const made = dataset(places, reports)
    const view = registerOf(made, made.places, '2025', '90001')!
    return { view, villages: view.differences.find(({ measure }) => measure === 'villages')! }
  }

  test('shows what the commune wrote although the register speaks', () => {
    const { view, villages: row } = differenceIn(whole, [wrote('villages', 4)])
    expect(view).toMatchObject({
      isComplete: true,
      isCounted: true,
      status: 'reported',
      villagesUnderRepair: 1,
    })
    expect(row).toMatchObject({ register: 3, reported: 4, difference: -1, reportedSource: 'reported-source' })
  })

  test('compares also while the register does not speak', () => {
    const { view, villages: row } = differenceIn({ ...whole, statements: [] }, [wrote('villages', 4)])
    expect(view).toMatchObject({ isComplete: false, isCounted: false, asOf: '2026-06-30' })
    expect(row).toMatchObject({ register: 3, reported: 4, difference: -1 })
  })

  test('does not exist without any village', () => {
    const made = dataset(placesOf([]), [wrote('villages', 4)])
    expect(registerOf(made, made.places, '2025', '90001')).toBeNull()
  })
})
