import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithinChance, shareDifference, wilson } from '#domain/interval'

const counts = (numerator: number | null, denominator: number | null) => ({ numerator, denominator })

/** Counts as they occur: at least one child, at most all of them; fractions where counts were shared out. */
const anyCounts = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.5, max: 1e5, noNaN: true }))
  .map(([share, denominator]) => counts(share * denominator, denominator))

describe('Wilson’s interval', () => {
  // Newcombe RG (1998), Two-sided confidence intervals for the single proportion, Stat Med 17:857–872,
  // table I, method 3
  test.each([
    { numerator: 81, denominator: 263, low: 0.2553, high: 0.3662 },
    { numerator: 15, denominator: 148, low: 0.0624, high: 0.1605 },
    { numerator: 0, denominator: 20, low: 0, high: 0.1611 },
    { numerator: 1, denominator: 29, low: 0.0061, high: 0.1718 },
  ])('of $numerator in $denominator is $low to $high', ({ numerator, denominator, low, high }) => {
    const answer = wilson({ numerator, denominator })
    if (answer.kind !== 'value') throw new Error(answer.reason)
    expect(answer.low).toBeCloseTo(low, 4)
    expect(answer.high).toBeCloseTo(high, 4)
  })

  test('holds the share and stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyCounts, fc.double({ min: 0.1, max: 5, noNaN: true }), (pair, z) => {
        const answer = wilson(pair, z)
        if (answer.kind !== 'value') throw new Error(answer.reason)
        expect(answer.low).toBeGreaterThanOrEqual(0)
        expect(answer.low).toBeLessThanOrEqual(answer.share)
        expect(answer.high).toBeGreaterThanOrEqual(answer.share)
        expect(answer.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('mirrors when the share is turned round', () => {
    fc.assert(
      fc.property(anyCounts, ({ numerator, denominator }) => {
        const had = wilson(counts(numerator, denominator))
        const had_not = wilson(counts(Math.max(0, (denominator ?? 0) - (numerator ?? 0)), denominator))
        if (had.kind !== 'value' || had_not.kind !== 'value') throw new Error('both can be computed')
        expect(had.low).toBeCloseTo(1 - had_not.high, 9)
        expect(had.high).toBeCloseTo(1 - had_not.low, 9)
      }),
    )
  })

  test('narrows as children are added', () => {
    const width = (size: number) => {
      const answer = wilson(counts(size / 4, size))
      return answer.kind === 'value' ? answer.high - answer.low : NaN
    }
    expect(width(400)).toBeLessThan(width(40))
    expect(width(400)).toBeGreaterThan(0)
  })

  test.each([
    { numerator: null, denominator: 10, reason: 'no-data' },
    { numerator: 1, denominator: null, reason: 'no-data' },
    { numerator: 0, denominator: 0, reason: 'no-children' },
    { numerator: 11, denominator: 10, reason: 'not-a-share' },
    { numerator: -1, denominator: 10, reason: 'not-a-share' },
  ])('of $numerator in $denominator does not exist: $reason', ({ reason, ...pair }) => {
    expect(wilson(pair)).toEqual({ kind: 'unavailable', reason })
  })
})

describe('the interval of a difference', () => {
  // Newcombe RG (1998), Interval estimation for the difference between independent proportions,
  // Stat Med 17:873–890, table II, method 10
  test.each([
    { a: counts(56, 70), b: counts(48, 80), low: 0.0524, high: 0.3339 },
    { a: counts(9, 10), b: counts(3, 10), low: 0.1705, high: 0.809 },
    { a: counts(6, 7), b: counts(2, 7), low: 0.0582, high: 0.8062 },
    { a: counts(5, 56), b: counts(0, 29), low: -0.0381, high: 0.1926 },
    { a: counts(0, 10), b: counts(0, 20), low: -0.1611, high: 0.2775 },
    { a: counts(0, 10), b: counts(0, 10), low: -0.2775, high: 0.2775 },
    { a: counts(10, 10), b: counts(0, 20), low: 0.6791, high: 1 },
    { a: counts(10, 10), b: counts(0, 10), low: 0.6075, high: 1 },
  ])('$a.numerator/$a.denominator − $b.numerator/$b.denominator', ({ a, b, low, high }) => {
    const answer = shareDifference(a, b)
    if (answer.kind !== 'value') throw new Error(answer.reason)
    expect(answer.low).toBeCloseTo(low, 4)
    expect(answer.high).toBeCloseTo(high, 4)
  })

  test('changes its sign when the two are exchanged, and holds the difference', () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, (a, b) => {
        const one = shareDifference(a, b)
        const other = shareDifference(b, a)
        if (one.kind !== 'value' || other.kind !== 'value') throw new Error('both can be computed')
        expect(one.low).toBeCloseTo(-other.high, 12)
        expect(one.low).toBeLessThanOrEqual(one.difference)
        expect(one.high).toBeGreaterThanOrEqual(one.difference)
        expect(one.low).toBeGreaterThanOrEqual(-1 - 1e-9)
        expect(one.high).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  test('a difference whose interval holds 0 is within the range of chance', () => {
    expect(isWithinChance(counts(56, 70), counts(48, 80))).toEqual({ kind: 'value', withinChance: false })
    expect(isWithinChance(counts(5, 56), counts(0, 29))).toEqual({ kind: 'value', withinChance: true })
  })

  test('equal shares are always within chance, and an unreported one says so', () => {
    fc.assert(
      fc.property(anyCounts, (pair) => {
        expect(isWithinChance(pair, pair)).toEqual({ kind: 'value', withinChance: true })
      }),
    )
    expect(isWithinChance(counts(null, 5), counts(1, 5))).toEqual({ kind: 'unavailable', reason: 'no-data' })
  })
})
