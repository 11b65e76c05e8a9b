import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '#domain/dataset'
import { createDataset } from '#domain/dataset'
import type { Observation } from '#domain/measures'
import { withhold } from '#domain/privacy/withhold'
import { observation, smallInput } from '../fixtures/small-dataset'
import { attackerOn } from './attack'
import { at, knownOf, places } from './known'
import { cases, communesOf, provinceWith, sensitiveObservation } from './sensitive-province'

/** The small province, whose forums and enrolled children are sensitive matters, with these observations alone. */
const smallProvince = (observations: readonly Observation[]): Dataset =>
  createDataset({
    ...smallInput,
    catalogue: {
      ...smallInput.catalogue,
      indicators: smallInput.catalogue.indicators.map((indicator) => ({
        ...indicator,
        sensitive: ['children-forums', 'preschool-3-5'].includes(indicator.id),
      })),
    },
    observations,
  })

const counts = fc.array(fc.option(fc.integer({ min: 0, max: 13 }), { freq: 6 }), {
  minLength: 9,
  maxLength: 9,
})
const codes = ['00001', '00002', '00003', '00004', '00005']
const merged = ['00002', '00004', '00005', '00905']

const reports = fc
  .record({ first: counts, second: counts, wide: fc.option(fc.integer({ min: 5, max: 30 })) })
  .map(({ first, second, wide }): Observation[] => [
    ...codes.flatMap((code, i) =>
      first[i] == null ? [] : [observation('children_forums', '2024-H1', code, first[i])],
    ),
    ...codes.flatMap((code, i) =>
      second[i] == null ? [] : [observation('children_forums', '2024', code, second[i])],
    ),
    ...merged.flatMap((code, i) =>
      first[i + 5] == null
        ? []
        : [observation('children_forums', '2025-H2', code, first[i + 5]!, 'reported', '2025')],
    ),
    ...codes.flatMap((code, i) =>
      second[8 - i] == null
        ? []
        : [
            observation('enrolled_3_5', '2024-H2', code, second[8 - i]!),
            observation('children_3_5', '2024-H2', code, 400),
          ],
    ),
    ...(wide === null ? [] : [observation('children_forums', '2024-H1', '085', wide, 'official')]),
  ])

describe('the small province', () => {
  test('whatever was reported: no small count can be worked out from all that is public, in both geographies', async () => {
    await fc.assert(
      fc.asyncProperty(reports, async (observations) => {
        fc.pre(observations.length > 0)
        const { known } = knownOf(observations, smallProvince)
        const small = [...observations.keys()].filter((column) => {
          const { measure, value } = observations[column]!
          return measure !== 'children_3_5' && value < 5
        })
        for (const { least, most } of (await attackerOn(known, observations.length, small)).values()) {
          expect(least).toBeLessThan(1e-4)
          expect(most).toBeGreaterThan(4 - 1e-4)
        }
      }),
      { numRuns: 60 },
    )
  }, 240_000)

  test('whatever was reported: what is told is true, and what is withheld says so and tells no figure', () => {
    fc.assert(
      fc.property(reports, (observations) => {
        const whole = smallProvince(observations)
        const open = withhold(whole, 5)
        for (const place of places(whole)) {
          const [shown, real] = [at(open, place), at(whole, place)]
          if (shown.isWithheld) {
            const { value, low, high, numerator, denominator, gap, lacking, lackingLeast, amongReported } =
              shown
            const figures = {
              value,
              low,
              high,
              numerator,
              denominator,
              gap,
              lacking,
              lackingLeast,
              amongReported,
            }
            expect(Object.values(figures).every((figure) => figure === null)).toBe(true)
            expect(shown.reported).toBe(real.reported)
          } else
            expect({ ...shown, lacking: 0, lackingLeast: 0 }).toEqual({
              ...real,
              lacking: 0,
              lackingLeast: 0,
            })
        }
      }),
      { numRuns: 60 },
    )
  }, 240_000)

  test('without small counts it is the same dataset', () => {
    const dataset = smallProvince(
      codes.map((code, i) => observation('children_forums', '2024-H2', code, 5 + i)),
    )
    expect(withhold(dataset, 5)).toBe(dataset)
  })

  test('a higher threshold withholds more', () => {
    const dataset = smallProvince(
      codes.map((code, i) => observation('children_forums', '2024-H2', code, 5 + i)),
    )
    const open = withhold(dataset, 8)
    const shown = [...places(dataset)].filter(
      (place) => place.vintage === '2024' && place.period === '2024-H2' && at(open, place).numerator !== null,
    )
    // 5, 6, 7 of one old district are small; the 7 is a commune today with 8 of the other: what tells both is withheld
    expect(shown.map(({ index }) => dataset.geographies['2024'].units[index]!.code)).toEqual(['10', '00005'])
  })

  test('a count that is estimated for an old commune from a withheld one is withheld', () => {
    const dataset = smallProvince([observation('children_forums', '2025-H2', '00002', 3, 'reported', '2025')])
    const open = withhold(dataset, 5)
    const old = { indicator: 'children-forums', vintage: '2024', period: '2025-H2' } as const
    const index = dataset.geographies['2024'].indexOf.get('00001')!
    expect(at(open, { ...old, index })).toMatchObject({
      isWithheld: true,
      status: 'estimated',
      numerator: null,
    })
  })
})

describe('the real province', () => {
  const old = communesOf('2024').map(({ code }) =>
    sensitiveObservation('abuse_cases', '2024', code, '2024-H2', cases(5, code)),
  )
  const { whole, open, known } = knownOf(old, provinceWith)

  test('no small count of 152 communes can be worked out from 251 communes, 22 districts and two provinces', async () => {
    const small = [...old.keys()].filter((column) => old[column]!.value < 5)
    expect(small.length).toBeGreaterThan(50)
    for (const { least, most } of (await attackerOn(known, old.length, small)).values()) {
      expect(least).toBeLessThan(1e-4)
      expect(most).toBeGreaterThan(4 - 1e-4)
    }
  }, 240_000)

  test('few others are withheld with the small ones, and of 22 districts two', () => {
    const small = old.filter(({ value }) => value < 5).length
    expect(open.withholding!.cells.size - small).toBeLessThan(small / 5)
    const wide = [...places(whole)].filter(
      ({ indicator, vintage, period, index }) =>
        indicator === 'child-abuse' &&
        period === '2024-H2' &&
        whole.geographies[vintage].units[index]!.level !== 'commune' &&
        at(whole, { indicator, vintage, period, index }).reported > 0,
    )
    expect(wide.filter((place) => at(open, place).isWithheld).length).toBeLessThanOrEqual(2)
    expect(wide.length).toBeGreaterThan(15)
  })
})
