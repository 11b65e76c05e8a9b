import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Status } from '#domain/status'
import { statuses } from '#domain/status'
import type { Part, Total } from '#domain/total'
import { add, addAll, estimated, nothing, share, totalOf } from '#domain/total'

const part = (more: Partial<Part>): Part => ({
  numerator: null,
  denominator: null,
  unreported: 0,
  status: 'reported',
  sources: ['reports'],
  period: '2024-H2',
  ...more,
})

describe('what one unit says', () => {
  test('of 12 villages 5 have a play area, 4 have none, 3 did not say', () => {
    expect(totalOf(part({ numerator: 5, denominator: 12, unreported: 3 }), true)).toEqual({
      numerator: 5,
      denominator: 12,
      reportedDenominator: 9,
      open: 3,
      reported: 1,
      unbounded: 0,
      parts: 1,
      status: 'reported',
      sources: ['reports'],
      asOf: '2024-H2',
    })
  })

  test('without a report all of its villages are open', () => {
    expect(totalOf(part({ denominator: 12 }), true)).toEqual({
      ...nothing,
      denominator: 12,
      open: 12,
      parts: 1,
    })
  })

  test('without a denominator nothing is known of it, whatever the numerator', () => {
    const unknown = { ...nothing, unbounded: 1, parts: 1 }
    expect(totalOf(part({}), true)).toEqual(unknown)
    expect(totalOf(part({ numerator: 5 }), true)).toEqual(unknown)
  })

  test('a count needs no denominator', () => {
    expect(totalOf(part({ numerator: 5 }), false)).toMatchObject({ numerator: 5, reported: 1, unbounded: 0 })
    expect(totalOf(part({}), false)).toMatchObject({ numerator: 0, reported: 0, unbounded: 1 })
  })

  test('those who did not say are never more than those not counted yet', () => {
    expect(totalOf(part({ numerator: 5, denominator: 12, unreported: 9 }), true).open).toBe(7)
    expect(totalOf(part({ numerator: 14, denominator: 12, unreported: 1 }), true).open).toBe(0)
  })
})

const periods = fc.constantFrom('2023', '2023-H1', '2023-H2', '2024-H1', '2024-H2', '2024')
const count = fc.nat({ max: 1000 })
const parts: fc.Arbitrary<Part> = fc.record({
  numerator: fc.option(count),
  denominator: fc.option(count),
  unreported: fc.nat({ max: 20 }),
  status: fc.constantFrom<Status>(...statuses),
  sources: fc.subarray(['a', 'b', 'c', 'd']),
  period: periods,
})
const totals: fc.Arbitrary<Total> = fc
  .array(parts, { maxLength: 4 })
  .map((list) => addAll(list.map((one) => totalOf(one, true))))

describe('adding up', () => {
  test('counts add; the weakest status, the oldest period and every source remain', () => {
    const a = totalOf(part({ numerator: 9, denominator: 10, status: 'official', period: '2023' }), true)
    const b = totalOf(part({ numerator: 99, denominator: 990, sources: ['census', 'reports'] }), true)
    const silent = totalOf(part({ denominator: 40 }), true)
    expect(addAll([a, b, silent])).toEqual({
      numerator: 108,
      denominator: 1040,
      reportedDenominator: 1000,
      open: 40,
      reported: 2,
      unbounded: 0,
      parts: 3,
      status: 'reported',
      sources: ['census', 'reports'],
      asOf: '2023',
    })
  })

  test('order and grouping do not matter, and nothing adds nothing', () => {
    fc.assert(
      fc.property(totals, totals, totals, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a))
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)))
        expect(add(a, nothing)).toEqual(a)
        expect(add(nothing, a)).toEqual(a)
      }),
    )
  })

  test('every denominator is either answered or open', () => {
    fc.assert(
      fc.property(totals, (total) => {
        expect(total.reportedDenominator + total.open).toBe(total.denominator)
        expect(total.reported + total.unbounded).toBeLessThanOrEqual(total.parts)
      }),
    )
  })

  test('the rate of the sum lies between the rates of the parts, and is not their mean', () => {
    const answered = fc.tuple(count, fc.integer({ min: 1, max: 1000 }))
    fc.assert(
      fc.property(fc.array(answered, { minLength: 1, maxLength: 8 }), (list) => {
        const rates = list.map(([numerator, denominator]) => numerator / denominator)
        const sum = addAll(
          list.map(([numerator, denominator]) => totalOf(part({ numerator, denominator }), true)),
        )
        const rate = sum.numerator / sum.denominator
        expect(rate).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-12)
        expect(rate).toBeLessThanOrEqual(Math.max(...rates) + 1e-12)
      }),
    )
    const few = totalOf(part({ numerator: 9, denominator: 10 }), true)
    const many = totalOf(part({ numerator: 99, denominator: 990 }), true)
    const { numerator, denominator } = add(few, many)
    expect(numerator / denominator).toBeCloseTo(0.108, 12) // the mean of 90 % and 10 % would be 50 %
  })
})

describe('sharing out', () => {
  test('a quarter of a total, as an estimate', () => {
    const total = totalOf(part({ numerator: 8, denominator: 20, unreported: 4, status: 'official' }), true)
    expect(share(total, 0.25)).toEqual({
      ...total,
      numerator: 2,
      denominator: 5,
      reportedDenominator: 4,
      open: 1,
      status: 'estimated',
    })
  })

  test('shares that add to one add up to the total again', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(totals, weights, (total, weights) => {
        const all = weights.reduce((a, b) => a + b, 0)
        const again = addAll(weights.map((weight) => share(total, weight / all)))
        for (const key of ['numerator', 'denominator', 'reportedDenominator', 'open'] as const) {
          expect(again[key]).toBeCloseTo(total[key], 6)
        }
      }),
    )
  })

  test('what nobody reported has no status to change', () => {
    expect(estimated(nothing)).toEqual(nothing)
    expect(estimated({ ...nothing, status: 'illustrative' }).status).toBe('illustrative')
    expect(estimated({ ...nothing, status: 'official' }).status).toBe('estimated')
  })
})
