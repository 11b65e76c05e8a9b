import fc from 'fast-check'
import { expect, test } from 'vitest'
import { funnelCurve, funnelLimits, funnelPlace } from '#domain/funnel'

// counts by hand for 20 tosses of a coin: P(≤ 5) = 0.0207, P(≤ 6) = 0.0577; P(≤ 2) = 0.0002, P(≤ 3) = 0.0013;
// the others are scipy.stats.binom.ppf at 0.001, 0.025, 0.975 and 0.999
test.each([
  { size: 20, centre: 0.5, counts: [3, 6, 14, 17] },
  { size: 1, centre: 0.3, counts: [0, 0, 1, 1] },
  { size: 100, centre: 0.1, counts: [2, 5, 16, 20] },
  { size: 1000, centre: 0.9, counts: [870, 881, 918, 928] },
  { size: 25_000, centre: 0.93, counts: [23_124, 23_171, 23_329, 23_373] },
  { size: 150_000, centre: 0.00012, counts: [6, 10, 27, 32] },
])('limits for $size children around $centre stand at the counts $counts', ({ size, centre, counts }) => {
  const { low998, low95, high95, high998 } = funnelLimits(size, centre)
  expect([low998, low95, high95, high998].map((share) => Math.round(share * size))).toEqual(counts)
})

test.each([
  { numerator: 2, place: 'far-below' },
  { numerator: 5, place: 'below' },
  { numerator: 6, place: 'within' },
  { numerator: 14, place: 'within' },
  { numerator: 15, place: 'above' },
  { numerator: 18, place: 'far-above' },
])('$numerator heads of 20 are $place', ({ numerator, place }) => {
  expect(funnelPlace({ numerator, denominator: 20 }, 0.5)).toMatchObject({ kind: 'value', place })
})

test('a single child is never outside the range of chance unless the province is at 0 % or 100 %', () => {
  expect(funnelPlace({ numerator: 1, denominator: 1 }, 0.3)).toMatchObject({ place: 'within' })
  expect(funnelPlace({ numerator: 1, denominator: 1 }, 0)).toMatchObject({ place: 'far-above' })
  expect(funnelPlace({ numerator: 0, denominator: 1 }, 1)).toMatchObject({ place: 'far-below' })
  expect(funnelPlace({ numerator: 1, denominator: 1 }, 1)).toMatchObject({ place: 'within' })
})

test.each([
  { numerator: null, denominator: 10, centre: 0.5, reason: 'no-data' },
  { numerator: 0, denominator: 0, centre: 0.5, reason: 'no-children' },
  { numerator: 11, denominator: 10, centre: 0.5, reason: 'not-a-share' },
  { numerator: 1, denominator: 10, centre: NaN, reason: 'not-a-share' },
])('$numerator of $denominator has no place in the funnel: $reason', ({ centre, reason, ...counts }) => {
  expect(funnelPlace(counts, centre)).toEqual({ kind: 'unavailable', reason })
})

const centres = fc.double({ min: 0, max: 1, noNaN: true })

test('the limits hold the centre to within one child, and those of 99.8 % hold those of 95 %', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), centres, (size, centre) => {
      const { low998, low95, high95, high998 } = funnelLimits(size, centre)
      expect(low998).toBeLessThanOrEqual(low95)
      expect(low95).toBeLessThanOrEqual(centre + 1 / size)
      expect(high95).toBeGreaterThanOrEqual(centre - 1 / size)
      expect(high998).toBeGreaterThanOrEqual(high95)
      expect(low998).toBeGreaterThanOrEqual(0)
      expect(high998).toBeLessThanOrEqual(1)
    }),
  )
})

test('the curve runs from the smallest to the largest unit and narrows', () => {
  const curve = funnelCurve(30, 3000, 0.6)
  expect(curve[0]?.size).toBe(30)
  expect(curve.at(-1)?.size).toBe(3000)
  const widths = curve.map(({ low95, high95 }) => high95 - low95)
  expect(widths.at(-1)).toBeLessThan((widths[0] ?? 0) / 5)
  expect(funnelCurve(12, 12, 0.5)).toHaveLength(1)
})
