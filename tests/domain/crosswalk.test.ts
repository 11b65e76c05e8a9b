import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crosswalkOf, merge, mergeClasses, mergeFlags, shareOut, shareOutFlag } from '#domain/crosswalk'
import { lacking } from '#domain/gap'
import type { Total } from '#domain/total'
import { addAll, nothing, totalOf } from '#domain/total'

const total = (numerator: number | null, denominator: number | null, unreported = 0): Total =>
  totalOf(
    { numerator, denominator, unreported, status: 'reported', sources: ['reports'], period: '2024-H2' },
    true,
  )

const link = (from: string, to: string, weight: number, shareOfTarget: number) => ({
  from,
  to,
  weight,
  shareOfTarget,
  legalBasis: '',
})

test('links are found from either side', () => {
  const { byOld, byNew } = crosswalkOf([
    link('a', 'x', 1, 0.4),
    link('b', 'x', 0.5, 0.6),
    link('b', 'y', 0.5, 1),
  ])
  expect(byNew.get('x')?.map(({ from }) => from)).toEqual(['a', 'b'])
  expect(byOld.get('b')?.map(({ to }) => to)).toEqual(['x', 'y'])
  expect(byNew.get('a')).toBeUndefined()
})

describe('old communes that become one', () => {
  test('their counts add up, and the rate is rebuilt from them', () => {
    const merged = merge([
      { total: total(9, 10), weight: 1 },
      { total: total(99, 990), weight: 1 },
    ])
    expect(merged).toMatchObject({
      numerator: 108,
      denominator: 1000,
      reported: 2,
      parts: 2,
      status: 'estimated',
    })
  })

  test('a part that did not report leaves its share open', () => {
    const merged = merge([
      { total: total(9, 10), weight: 1 },
      { total: total(null, 990), weight: 1 },
    ])
    expect(merged).toMatchObject({ numerator: 9, denominator: 1000, open: 990, reported: 1, parts: 2 })
  })

  test('a split commune gives each heir its share', () => {
    expect(merge([{ total: total(8, 20), weight: 0.25 }])).toMatchObject({ numerator: 2, denominator: 5 })
  })
})

/** Old units with whole counts, each going whole into one of three new ones. */
const count = fc.nat({ max: 500 })
const olds = fc.array(
  fc.record({
    total: fc.tuple(fc.option(count), count).map(([n, d]) => total(n, d)),
    to: fc.nat({ max: 2 }),
  }),
  { minLength: 1, maxLength: 12 },
)

test('old to new and then to the province is the old province exactly', () => {
  fc.assert(
    fc.property(olds, (olds) => {
      const before = addAll(olds.map((old) => old.total))
      const news = [0, 1, 2].map((to) =>
        merge(olds.filter((old) => old.to === to).map((old) => ({ total: old.total, weight: 1 }))),
      )
      const after = addAll(news)
      expect({ ...after, status: null }).toEqual({ ...before, status: null })
      const lacks = (totals: readonly Total[]) =>
        totals.reduce(
          (sum, one) => sum + (lacking({ ...one, denominator: one.reportedDenominator }, 1) ?? 0),
          0,
        )
      // nobody reports more than there are, so at 100 % nothing can be made up for elsewhere
      fc.pre(olds.every((old) => old.total.numerator <= old.total.denominator))
      expect(lacks(news)).toBe(lacks(olds.map((old) => old.total)))
    }),
  )
})

test('splits keep the total to rounding', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count, pieces), { minLength: 1, maxLength: 6 }), (rows) => {
      const heirs = rows.flatMap(([numerator, denominator, weights]) => {
        const all = weights.reduce((a, b) => a + b, 0)
        return weights.map((weight) => ({ total: total(numerator, denominator), weight: weight / all }))
      })
      const after = addAll(heirs.map((heir) => merge([heir])))
      const before = addAll(rows.map(([numerator, denominator]) => total(numerator, denominator)))
      expect(after.numerator).toBeCloseTo(before.numerator, 6)
      expect(after.denominator).toBeCloseTo(before.denominator, 6)
    }),
  )
})

describe('a new commune taken back to the old ones', () => {
  test('each gets its share, as an estimate', () => {
    expect(shareOut([{ total: total(8, 20), shareOfTarget: 0.25 }])).toMatchObject({
      numerator: 2,
      denominator: 5,
      status: 'estimated',
    })
  })

  test('shared out and merged again it is what it was, to rounding', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(count, count, shares, (numerator, denominator, shares) => {
        const all = shares.reduce((a, b) => a + b, 0)
        const back = shares.map((part) =>
          shareOut([{ total: total(numerator, denominator), shareOfTarget: part / all }]),
        )
        const again = merge(back.map((part) => ({ total: part, weight: 1 })))
        expect(again.numerator).toBeCloseTo(numerator, 6)
        expect(again.denominator).toBeCloseTo(denominator, 6)
      }),
    )
  })
})

describe('a yes/no figure of a commune', () => {
  const yes = total(1, 1)
  const no = total(0, 1)
  const silent = total(null, 1)

  test.each([
    { parts: [yes, no], has: 1, open: 0, reported: 1 },
    { parts: [yes, yes], has: 1, open: 0, reported: 1 }, // two play areas do not make two communes
    { parts: [yes, silent], has: 1, open: 0, reported: 1 },
    { parts: [no, no], has: 0, open: 0, reported: 1 },
    { parts: [no, silent], has: 0, open: 1, reported: 1 },
    { parts: [silent, silent], has: 0, open: 1, reported: 0 },
  ])('merged, case %#: has $has, open $open', ({ parts, has, open, reported }) => {
    expect(mergeFlags(parts)).toMatchObject({
      numerator: has,
      denominator: 1,
      open,
      reported,
      parts: 1,
      unbounded: 0,
    })
    expect(mergeFlags([...parts].reverse())).toEqual(mergeFlags(parts))
  })

  test.each([
    { whole: yes, siblings: 1, has: 1, open: 0, reported: 1 },
    { whole: yes, siblings: 3, has: 1 / 3, open: 1 - 1 / 3, reported: 1 }, // one of the three for certain
    { whole: no, siblings: 3, has: 0, open: 0, reported: 1 },
    { whole: silent, siblings: 3, has: 0, open: 1, reported: 0 },
  ])(
    'taken back to one of $siblings, case %#: has $has, open $open',
    ({ whole, siblings, has, open, reported }) => {
      expect(shareOutFlag(whole, siblings)).toMatchObject({
        numerator: has,
        denominator: 1,
        open,
        reported,
        parts: 1,
      })
    },
  )

  test('shared out, the parts together have one for certain, and at most one each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (siblings) => {
        const parts = addAll(Array.from({ length: siblings }, () => shareOutFlag(yes, siblings)))
        expect(parts.numerator).toBeCloseTo(1, 9)
        expect(parts.numerator + parts.open).toBeCloseTo(siblings, 9)
      }),
    )
  })

  test('an answer that is open belongs to no one', () => {
    for (const flag of [mergeFlags([no, silent]), shareOutFlag(yes, 3), shareOutFlag(nothing, 1)]) {
      expect(flag.reportedDenominator + flag.open).toBeCloseTo(flag.denominator, 12)
    }
  })
})

test.each([
  { classes: [1, 3, 2], merged: 3 },
  { classes: [1, null, 2], merged: null }, // the silent part might be in zone III
  { classes: [3, null, 0], merged: 3 }, // no part can be in a harder zone than this
  { classes: [0, 0], merged: 0 },
  { classes: [null], merged: null },
  { classes: [], merged: null },
])('zones $classes merge to $merged', ({ classes, merged }) => {
  expect(mergeClasses(classes, 3)).toBe(merged)
})
