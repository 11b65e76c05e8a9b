import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion } from '#domain/apportion'

const sum = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0)

describe('splitting a whole number', () => {
  test.each([
    { total: 10, weights: [1, 1, 1], expected: [4, 3, 3] }, // a tie goes to the earlier part
    { total: 70, weights: [127, 16, 9], expected: [59, 7, 4] }, // quotas 58.49, 7.37, 4.14
    { total: 7, weights: [0, 3, 4], expected: [0, 3, 4] },
    { total: 1, weights: [0.2, 0.5, 0.3], expected: [0, 1, 0] },
    { total: 3, weights: [0, 0], expected: [2, 1] }, // nothing to go by: evenly
    { total: 0, weights: [1, 2], expected: [0, 0] },
    { total: 0, weights: [], expected: [] },
  ])('$total by $weights gives $expected', ({ total, weights, expected }) => {
    expect(apportion(total, weights)).toEqual(expected)
  })

  test.each([
    { total: 10, weights: [8, 1, 1], caps: [2, 9, 9], expected: [2, 4, 4] },
    { total: 10, weights: [80, 15, 5], caps: [0, 9, 9], expected: [0, 8, 2] }, // 7.5 and 2.5: the earlier rounds up
    { total: 6, weights: [1, 0, 0], caps: [2, 9, 9], expected: [2, 2, 2] }, // weightless parts take what is left
    { total: 5, weights: [1, 1], caps: [2.9, 3.5], expected: [2, 3] },
  ])('$total by $weights, at most $caps, gives $expected', ({ total, weights, caps, expected }) => {
    expect(apportion(total, weights, caps)).toEqual(expected)
  })

  test.each([
    { total: 6, weights: [1, 1], caps: [2, 3], message: 'cannot place 6 in parts that together hold 5' },
    { total: 1, weights: [], caps: undefined, message: 'cannot place 1 in parts that together hold 0' },
    { total: 1.5, weights: [1], caps: undefined, message: 'cannot split 1.5' },
    { total: -1, weights: [1], caps: undefined, message: 'cannot split -1' },
    { total: 1, weights: [1, NaN], caps: undefined, message: 'cannot split by the weight NaN' },
    { total: 1, weights: [2, -1], caps: undefined, message: 'cannot split by the weight -1' },
    { total: 1, weights: [1, 1], caps: [NaN, 1], message: 'cannot keep to the cap NaN' },
  ])('refuses $total by $weights, at most $caps', ({ total, weights, caps, message }) => {
    expect(() => apportion(total, weights, caps)).toThrow(RangeError)
    expect(() => apportion(total, weights, caps)).toThrow(message)
  })

  const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 30,
  })
  const totals = fc.integer({ min: 0, max: 10_000 })

  test('the parts are whole, add up exactly and are within one of their quota', () => {
    fc.assert(
      fc.property(totals, weights, (total, weights) => {
        const parts = apportion(total, weights)
        expect(sum(parts)).toBe(total)
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true)
        fc.pre(sum(weights) > 0)
        for (const [i, part] of parts.entries()) {
          const quota = (total * (weights[i] ?? 0)) / sum(weights)
          expect(Math.abs(part - quota)).toBeLessThan(1 + 1e-6)
        }
      }),
    )
  })

  const capped = fc
    .array(
      fc.tuple(
        fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1000, noNaN: true })),
        fc.integer({ min: 0, max: 50 }),
      ),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    .chain((rows) => {
      const caps = rows.map(([, cap]) => cap)
      return fc.record({
        weights: fc.constant(rows.map(([weight]) => weight)),
        caps: fc.constant(caps),
        total: fc.integer({ min: 0, max: sum(caps) }),
      })
    })

  test('no part gets more than its cap, and still all is placed', () => {
    fc.assert(
      fc.property(capped, ({ total, weights, caps }) => {
        const parts = apportion(total, weights, caps)
        expect(sum(parts)).toBe(total)
        expect(parts.every((part, i) => part <= (caps[i] ?? 0))).toBe(true)
      }),
    )
  })

  test('every part is within one of its quota, cut at its cap, of what the full parts leave', () => {
    fc.assert(
      fc.property(capped, ({ total, weights, caps }) => {
        fc.pre(sum(caps.filter((_, i) => (weights[i] ?? 0) > 0)) >= total)
        const filledTo = (level: number) => weights.map((weight, i) => Math.min(caps[i] ?? 0, level * weight))
        // the level at which the vessels together hold the total
        let [low, high] = [0, 1e15]
        for (let step = 0; step < 200; step++) {
          const middle = (low + high) / 2
          if (sum(filledTo(middle)) < total) low = middle
          else high = middle
        }
        const quotas = filledTo(high)
        for (const [i, part] of apportion(total, weights, caps).entries()) {
          expect(Math.abs(part - (quotas[i] ?? 0))).toBeLessThan(1 + 1e-6)
        }
      }),
    )
  })

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(totals, weights, (total, weights) => {
        expect(apportion(total, [...weights])).toEqual(apportion(total, weights))
      }),
    )
  })
})
