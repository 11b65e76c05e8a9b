import { describe, expect, test } from 'vitest'
import type { Indicator } from '#domain/indicators'
import { summaryOf } from '#domain/summary'
import { datasetWith, observation, question, smallDataset } from '../fixtures/small-dataset'

const summary = (
  id: string,
  asked: Parameters<typeof question>[1] = {},
  level: 'province' | 'district' | 'commune' = 'commune',
  district: string | null = null,
) => summaryOf(smallDataset, question(id, asked), level, district)

describe('"9 villages in 3 communes still lack a play area"', () => {
  test('in the worst case: An 2 of 4, Bình 3 of 6 of which one did not say, Én all 4 for want of a report', () => {
    expect(summary('play-areas-villages')).toMatchObject({
      units: 5,
      reportedUnits: 4,
      lacking: 9,
      unitsLacking: 3,
      lackingLeast: 4,
      unitsLackingLeast: 2,
    })
  })

  test('and in one district', () => {
    expect(summary('play-areas-villages', {}, 'commune', '080')).toMatchObject({
      units: 3,
      reportedUnits: 3,
      lacking: 5,
      lackingLeast: 4,
      unitsLacking: 2,
      unitsLackingLeast: 2,
      value: { numerator: 10, denominator: 15 },
    })
  })

  test('by districts instead of communes', () => {
    expect(summary('play-areas-villages', {}, 'district')).toMatchObject({
      units: 2,
      lacking: 9,
      unitsLacking: 2,
      unitsLackingLeast: 1, // the south lacks none if all of Én is served
      belowAtLeast: 1,
      belowAtMost: 2,
    })
  })

  test('with made-up figures for Én there is less doubt', () => {
    expect(summary('play-areas-villages', { illustrative: true })).toMatchObject({
      reportedUnits: 5,
      lacking: 8,
      lackingLeast: 7,
      unitsLacking: 3,
      unitsLackingLeast: 3,
      byStatus: { official: 0, reported: 4, estimated: 0, illustrative: 1 },
    })
  })

  test('where a part of the province is unknown, only the least can be said', () => {
    expect(summary('play-areas-villages', { vintage: '2025' })).toMatchObject({
      units: 4,
      reportedUnits: 2,
      lacking: null,
      lackingLeast: 4,
      unitsLacking: 3,
      unitsLackingLeast: 1,
      byStatus: { official: 0, reported: 0, estimated: 2, illustrative: 0 },
    })
  })
})

describe('units below the target', () => {
  test('are judged each by its own value, the silent ones as possibly below', () => {
    // An 90, Bình 10, Cao 75, Dền 100 %, Én unknown, against 50 %
    expect(summary('preschool-3-5')).toMatchObject({ belowAtLeast: 1, belowAtMost: 2, unitsLacking: 2 })
  })

  test('where less is better, they are those above it', () => {
    // An 30 %, Bình 10 %, Cao unknown, Dền 5 %, Én 10 %, against 10 %
    expect(summary('poor-households')).toMatchObject({ belowAtLeast: 1, belowAtMost: 2 })
  })

  test('a range on both sides of the target may be below it', () => {
    expect(summary('play-areas-villages', {}, 'district', '085')).toMatchObject({
      units: 1,
      belowAtLeast: 0,
      belowAtMost: 1,
    })
  })

  test('with nobody to reach are not below it', () => {
    const dataset = datasetWith([
      observation('children_3_5', '2024-H2', '00001', 0),
      observation('enrolled_3_5', '2024-H2', '00001', 0),
      observation('children_3_5', '2024-H2', '00002', 0),
    ])
    expect(summaryOf(dataset, question('preschool-3-5'), 'commune', '080')).toMatchObject({
      belowAtMost: 1, // Cao, of which nothing is known
      unitsLacking: 1,
    })
  })

  const nothingToCount = {
    belowAtLeast: null,
    belowAtMost: null,
    unitsLacking: null,
    unitsLackingLeast: null,
    childrenAtLeast: null,
  }

  test('are not counted against a target for the province as a whole, which still lacks something', () => {
    const asked = { target: 'overall-half' }
    expect(summary('preschool-3-5', asked)).toMatchObject({
      ...nothingToCount,
      lacking: 362,
      lackingLeast: 342,
    })
    expect(summary('preschool-3-5', asked, 'province')).toMatchObject({ belowAtLeast: 1, belowAtMost: 1 })
  })

  test('are not counted where there is no target or no direction', () => {
    const asked = question('preschool-3-5')
    const context: Indicator = { ...asked.indicator, direction: 'none' }
    expect(summary('children-under-16')).toMatchObject({ ...nothingToCount, lacking: null })
    expect(summary('zone')).toMatchObject(nothingToCount)
    expect(summaryOf(smallDataset, { ...asked, indicator: context }, 'commune', null)).toMatchObject(
      nothingToCount,
    )
  })
})

describe('children concerned', () => {
  test('are those who live where something is certain to be lacking', () => {
    expect(summary('play-areas-villages').childrenAtLeast).toBe(3060) // An 60, Bình 3000
    expect(summary('play-areas-villages', {}, 'commune', '085').childrenAtLeast).toBe(0)
  })

  test('are unknown where nobody counted them', () => {
    expect(summary('play-areas-villages', { period: '2024-H1' }).childrenAtLeast).toBeNull()
  })

  test('are those counted at least, when some are not', () => {
    expect(summary('play-areas-villages', { illustrative: true }).childrenAtLeast).toBe(3060) // Én lacks too, uncounted
  })
})

test('every unit with a value has one status', () => {
  for (const level of ['province', 'district', 'commune'] as const) {
    const { byStatus, reportedUnits } = summary('poor-households', {}, level)
    expect(Object.values(byStatus).reduce((a, b) => a + b, 0)).toBe(reportedUnits)
  }
  expect(summary('poor-households', {}, 'district').byStatus).toEqual({
    official: 1,
    reported: 1,
    estimated: 0,
    illustrative: 0,
  })
})

test('a code that is no district is refused', () => {
  expect(() => summary('play-areas-villages', {}, 'commune', '99')).toThrow(
    'vintage 2024 has no province or district with the code "99"',
  )
})
