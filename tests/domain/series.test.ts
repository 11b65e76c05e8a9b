import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf, seriesOf, tendencyOf } from '#domain/series'
import type { Value } from '#domain/value'
import { unknownValue } from '#domain/value'
import { at, question, smallDataset } from '../fixtures/small-dataset'

const series = (code: string, id: string, vintage: '2024' | '2025' = '2024') =>
  seriesOf(smallDataset, question(id, { vintage }), at(vintage, code))

const known = (low: number, high = low, lacking = 0, lackingLeast = lacking): Value => ({
  ...unknownValue,
  value: low,
  low,
  high,
  lacking,
  lackingLeast,
})

describe('the series of a unit', () => {
  test('has a value for every half-year of the dataset, oldest first', () => {
    const points = series('00001', 'play-areas-villages')
    expect(points.map(({ period }) => period)).toEqual(['2024-H1', '2024-H2', '2025-H1', '2025-H2'])
    expect(points.map(({ value }) => value.value)).toEqual([25, 50, null, expect.closeTo(70, 9)])
  })

  test('tells the change since the half-year before, and since a year ago', () => {
    const [first, second, silent, last] = series('00001', 'preschool-3-5')
    expect(first).toMatchObject({ sincePrevious: null, sinceYearAgo: null })
    expect(second?.sincePrevious).toEqual({
      value: { exact: 10, low: 10, high: 10 }, // 8 of 10, then 9 of 10
      lacking: { exact: 0, low: 0, high: 0 },
    })
    expect(silent?.sincePrevious?.value.exact).toBeNull() // nobody reported for the first half of 2025
    expect(last?.sincePrevious?.value.exact).toBeNull()
    expect(last?.sinceYearAgo?.value.exact).toBeCloseTo(100 / 3 - 90, 9)
  })

  test('a period without a report breaks it, and is no change', () => {
    const [first, second] = series('00003', 'play-areas-villages')
    expect(first?.value.value).toBeNull()
    expect(second?.value.value).toBe(100)
    expect(second?.sincePrevious?.value).toEqual({ exact: null, low: null, high: null })
  })

  test('follows the unit through the change of geography', () => {
    const points = series('00002', 'play-areas-villages', '2025')
    expect(points.map(({ value }) => value.numerator)).toEqual([4, 5, null, 7])
    expect(points.map(({ value }) => value.status)).toEqual(['estimated', 'estimated', null, 'reported'])
  })

  test('of what was another province is unknown before it joined', () => {
    expect(series('00905', 'preschool-3-5', '2025').map(({ value }) => value.value)).toEqual([
      null,
      null,
      null,
      50,
    ])
  })
})

describe('a change', () => {
  test('between two ranges is a range, not the difference of the worst cases', () => {
    // a late report lowers the worst case to 40, though nothing may have changed
    expect(changeOf(known(60, 60, 4), known(40, 70, 6, 3))).toEqual({
      value: { exact: null, low: -20, high: 10 },
      lacking: { exact: null, low: -1, high: 2 },
    })
  })

  test('from or to the unknown is unknown', () => {
    const unknown = { exact: null, low: null, high: null }
    expect(changeOf(unknownValue, known(60))).toEqual({ value: unknown, lacking: unknown })
    expect(changeOf(known(60), unknownValue)).toEqual({ value: unknown, lacking: unknown })
  })

  const values = fc
    .tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 }))
    .map(([a, b]) => known(Math.min(a, b), Math.max(a, b)))

  test('and back again is the opposite change', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const there = changeOf(a, b).value
        const back = changeOf(b, a).value
        expect((there.low ?? NaN) + (back.high ?? NaN)).toBe(0)
        expect((there.high ?? NaN) + (back.low ?? NaN)).toBe(0)
      }),
    )
  })

  test('of whatever is true lies in the range', () => {
    const within = ({ low, high }: Value, share: number) => (low ?? 0) + share * ((high ?? 0) - (low ?? 0))
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(values, values, share, share, (a, b, inA, inB) => {
        const { low, high } = changeOf(a, b).value
        const truth = within(b, inB) - within(a, inA)
        expect(truth).toBeGreaterThanOrEqual((low ?? NaN) - 1e-9)
        expect(truth).toBeLessThanOrEqual((high ?? NaN) + 1e-9)
      }),
    )
  })
})

describe('the tendency', () => {
  test.each([
    { before: known(40), after: known(50), direction: 'up', expected: 'better' },
    { before: known(40), after: known(50), direction: 'down', expected: 'worse' },
    { before: known(50), after: known(40), direction: 'up', expected: 'worse' },
    { before: known(50), after: known(40), direction: 'down', expected: 'better' },
    { before: known(40), after: known(40), direction: 'up', expected: 'same' },
    { before: known(40), after: known(50), direction: 'none', expected: null },
    { before: known(40), after: known(45, 60), direction: 'up', expected: 'better' }, // better in any case
    { before: known(40), after: known(35, 60), direction: 'up', expected: null }, // nobody can tell
    { before: known(40, 50), after: known(40, 50), direction: 'up', expected: null },
    { before: unknownValue, after: known(50), direction: 'up', expected: null },
  ] as const)('case %#: $expected', ({ before, after, direction, expected }) => {
    expect(tendencyOf(changeOf(before, after), direction)).toBe(expected)
  })
})
