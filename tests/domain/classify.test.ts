import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aboveZero,
  classCounts,
  classOf,
  jenksBreaks,
  justAbove,
  quantileBreaks,
  targetBreaks,
} from '#domain/classify'

const values = fc.array(
  fc.integer({ min: 0, max: 200 }).map((halves) => halves / 2),
  { maxLength: 60 },
)
const classes = fc.integer({ min: 1, max: 7 })
const ascending = (breaks: readonly number[]) =>
  breaks.every((cut, i) => i === 0 || cut > (breaks[i - 1] ?? cut))

describe('class of a value', () => {
  const breaks = [20, 50, 80]

  test.each([
    { value: 0, expected: 0 },
    { value: 19.99, expected: 0 },
    { value: 20, expected: 1 }, // on a break: the class above it
    { value: 50, expected: 2 },
    { value: 79.999, expected: 2 },
    { value: 80, expected: 3 },
    { value: 1000, expected: 3 },
    { value: null, expected: null },
  ])('$value is in class $expected', ({ value, expected }) => {
    expect(classOf(value, breaks)).toBe(expected)
  })

  test('a rate worked out from counts reaches its break in spite of binary fractions', () => {
    const rate = (55 / 100) * 100 // 55.00000000000001
    const third = 100 - rate // 44.99999999999999
    expect(third).toBeLessThan(45)
    expect(classOf(third, [45])).toBe(1)
  })

  test('a greater value is never in a lower class', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 6 })
    fc.assert(
      fc.property(
        cuts,
        fc.float({ min: 0, max: 100, noNaN: true }),
        fc.nat({ max: 50 }),
        (cuts, value, more) => {
          const breaks = [...cuts].sort((a, b) => a - b)
          expect(classOf(value + more, breaks) ?? -1).toBeGreaterThanOrEqual(classOf(value, breaks) ?? -1)
        },
      ),
    )
  })

  test('the counts per class add up to the values there are', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 6 })
    fc.assert(
      fc.property(values, fc.nat({ max: 9 }), cuts, (known, unknown, cuts) => {
        const breaks = [...cuts].sort((a, b) => a - b)
        const counts = classCounts([...known, ...Array.from({ length: unknown }, () => null)], breaks)
        expect(counts).toHaveLength(breaks.length + 1)
        expect(counts.reduce((a, b) => a + b, 0)).toBe(known.length)
      }),
    )
  })
})

describe('classes that follow the target', () => {
  test('where more is better: none, three steps, and at target', () => {
    const breaks = targetBreaks(90, 'up')
    expect(breaks).toEqual([aboveZero, 30, 60, 90])
    expect([0, 0.001, 29, 30, 60, 89.9, 90, 100].map((value) => classOf(value, breaks))).toEqual([
      0, 1, 1, 2, 3, 3, 4, 4,
    ])
  })

  test('where less is better: at target, up to 1⅓, 1⅔ and 2 times, and beyond', () => {
    const breaks = targetBreaks(15, 'down')
    expect([0, 15, 15.001, 19.9, 20, 25, 29, 30, 80].map((value) => classOf(value, breaks))).toEqual([
      0, 0, 1, 1, 2, 3, 3, 4, 4,
    ])
  })

  test('a target of zero leaves two classes: none at all, and some', () => {
    expect([0, 1, 50].map((value) => classOf(value, targetBreaks(0, 'down')))).toEqual([0, 1, 1])
  })

  test('zero and "at target" stand alone, whatever the target', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100_000, noNaN: true }), (target) => {
        const up = targetBreaks(target, 'up')
        expect(ascending(up)).toBe(true)
        expect([0, target / 1000, target * 0.999, target].map((value) => classOf(value, up))).toEqual([
          0, 1, 3, 4,
        ])
        const down = targetBreaks(target, 'down')
        expect(ascending(down)).toBe(true)
        expect([0, target, target * 1.001].map((value) => classOf(value, down))).toEqual([0, 0, 1])
      }),
    )
  })

  test('just above a limit lies above it, and next to it', () => {
    expect(classOf(15, [justAbove(15)])).toBe(0)
    expect(classOf(15.000001, [justAbove(15)])).toBe(1)
  })
})

describe('quantiles', () => {
  test('quarters of twelve values', () => {
    const twelve = [3, 1, 2, 6, 5, 4, 9, 8, 7, 12, 11, 10]
    expect(quantileBreaks(twelve, 4)).toEqual([4, 7, 10])
    expect(classCounts(twelve, quantileBreaks(twelve, 4))).toEqual([3, 3, 3, 3])
  })

  test('repeated values make fewer classes, never an empty one', () => {
    expect(quantileBreaks([1, 2, 2, 2], 4)).toEqual([2])
    expect(quantileBreaks([5, 5, 5], 4)).toEqual([])
    expect(quantileBreaks([], 4)).toEqual([])
  })
})

describe('natural breaks', () => {
  test('fall into the gaps between clusters', () => {
    expect(jenksBreaks([1, 2, 3, 40, 41, 42, 90, 91], 3)).toEqual([40, 90])
  })

  test('fewer values than classes', () => {
    expect(jenksBreaks([7, 7, 1], 5)).toEqual([7])
    expect(jenksBreaks([7], 5)).toEqual([])
    expect(jenksBreaks([], 5)).toEqual([])
  })
})

test.each([
  ['quantiles', quantileBreaks],
  ['natural breaks', jenksBreaks],
])('%s are ascending, no more classes than asked for, and none of them empty', (_, breaksOf) => {
  fc.assert(
    fc.property(values, classes, (values, classes) => {
      const breaks = breaksOf(values, classes)
      expect(ascending(breaks)).toBe(true)
      expect(breaks.length + 1).toBeLessThanOrEqual(classes)
      fc.pre(values.length > 0)
      expect(classCounts(values, breaks).every((count) => count > 0)).toBe(true)
    }),
  )
})
