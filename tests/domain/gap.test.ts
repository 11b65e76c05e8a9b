import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gap, isMet, lacking } from '#domain/gap'
import type { Direction } from '#domain/indicators'

describe('things still to build, or children to reach', () => {
  test.each([
    { numerator: 41, denominator: 50, target: 1, expected: 9 },
    { numerator: 0, denominator: 12, target: 1, expected: 12 },
    { numerator: 12, denominator: 12, target: 1, expected: 0 },
    { numerator: 14, denominator: 12, target: 1, expected: 0 }, // more than asked does not become negative
    { numerator: 2, denominator: 5, target: 0.5, expected: 1 }, // half a village is a whole one to build
    { numerator: 7, denominator: 100, target: 0.07, expected: 0 }, // on target exactly, in spite of binary fractions
    { numerator: 0, denominator: 0, target: 1, expected: 0 },
    { numerator: null, denominator: 50, target: 1, expected: null },
    { numerator: 41, denominator: null, target: 1, expected: null },
  ])('$numerator of $denominator against $target lacks $expected', ({ target, expected, ...ratio }) => {
    expect(lacking(ratio, target)).toBe(expected)
  })

  test.each([
    { numerator: 30, denominator: 100, target: 0.1, expected: 20 },
    { numerator: 10, denominator: 100, target: 0.1, expected: 0 },
    { numerator: 4, denominator: 100, target: 0.1, expected: 0 },
    { numerator: 3, denominator: 25, target: 0.1, expected: 1 }, // 2.5 may be poor: one household is too many
    { numerator: 1, denominator: 30, target: 0, expected: 1 },
  ])('where less is better, $numerator of $denominator is $expected too many', (row) => {
    expect(lacking(row, row.target, 'down')).toBe(row.expected)
  })

  test('counts shared out between units stay fractions, so that they add up again', () => {
    expect(lacking({ numerator: 1.5, denominator: 4 }, 1)).toBe(2.5)
    expect(lacking({ numerator: 0.1 + 0.2, denominator: 0.3 }, 1)).toBe(0)
  })

  test('an indicator without a direction lacks nothing that could be said', () => {
    expect(lacking({ numerator: 1, denominator: 4 }, 1, 'none')).toBeNull()
  })

  const counts = fc.integer({ min: 0, max: 100_000 })
  const goals = fc.integer({ min: 0, max: 1000 }).map((permille) => permille / 1000)
  const ways = fc.constantFrom<Direction>('up', 'down')

  test('it is whole and not negative for whole counts, and enough to reach the target', () => {
    fc.assert(
      fc.property(counts, counts, goals, ways, (numerator, denominator, target, direction) => {
        const missing = lacking({ numerator, denominator }, target, direction) ?? NaN
        expect(Number.isInteger(missing)).toBe(true)
        expect(missing).toBeGreaterThanOrEqual(0)
        const mended = direction === 'up' ? numerator + missing : numerator - missing
        expect(lacking({ numerator: mended, denominator }, target, direction)).toBe(0)
      }),
    )
  })

  test('and one less would not be enough', () => {
    fc.assert(
      fc.property(counts, counts, goals, ways, (numerator, denominator, target, direction) => {
        const missing = lacking({ numerator, denominator }, target, direction) ?? 0
        fc.pre(missing > 0)
        const almost = direction === 'up' ? numerator + missing - 1 : numerator - missing + 1
        expect(lacking({ numerator: almost, denominator }, target, direction)).toBe(1)
      }),
    )
  })
})

describe('distance to the target', () => {
  test.each([
    { value: 82, target: 100, direction: 'up', expected: 18, met: false },
    { value: 100, target: 100, direction: 'up', expected: 0, met: true },
    { value: 120, target: 100, direction: 'up', expected: 0, met: true },
    { value: 25, target: 19, direction: 'down', expected: 6, met: false },
    { value: 19, target: 19, direction: 'down', expected: 0, met: true },
    { value: 0, target: 0, direction: 'down', expected: 0, met: true },
    { value: 66, target: 100, direction: 'none', expected: null, met: null },
    { value: null, target: 100, direction: 'up', expected: null, met: null },
  ] as const)(
    '$value against $target ($direction) is $expected',
    ({ value, target, direction, expected, met }) => {
      expect(gap(value, target, direction)).toBe(expected)
      expect(isMet(value, target, direction)).toBe(met)
    },
  )

  test('a rate worked out from counts meets its target in spite of binary fractions', () => {
    expect((7 / 100) * 100).not.toBe(7)
    expect(isMet((7 / 100) * 100, 7, 'down')).toBe(true)
  })
})
