import { weightedLinearRegression } from 'simple-statistics'
import { describe, expect, test } from 'vitest'
import { equityOf } from '#domain/equity/equity'
import type { EquityMeasureId } from '#domain/equity/measures'
import type { EquityUnit } from '#domain/equity/sample'

/** The value of a measure, without intervals; the percentage bound of 100. */
function valueOf(id: EquityMeasureId, units: EquityUnit[], bound: number | null = 100): number {
  const figure = equityOf(units, { bound, draws: 0 }).measures[id]
  if (figure.kind === 'unavailable') throw new Error(`${id}: ${figure.reason}`)
  return figure.value
}

/** From the most to the least disadvantaged: children and value of each commune, all in one district. */
const fromMost = (rows: [children: number, value: number][]): EquityUnit[] =>
  rows.map(([children, value], at) => ({ children, value, disadvantage: rows.length - at, group: 'A' }))

describe('by hand: 10, 30 and 60 children at 20, 50 and 80 %', () => {
  const units = fromMost([
    [10, 20],
    [30, 50],
    [60, 80],
  ])
  // ranks 0.05, 0.25, 0.70; mean 65; covariance 2.025 + 1.125 + 1.8 = 4.95; variance of the ranks 0.063
  test.each<[EquityMeasureId, number]>([
    ['slope', 4.95 / 0.063],
    ['relative-slope', 73 / 18],
    ['concentration', (2 * 4.95) / 65],
    ['erreygers', (8 * 4.95) / 100],
    ['wagstaff', (2 * 4.95) / 65 / 0.35],
    // the rank 0.05 lies in the first fifth, 0.25 in the second, 0.70 in the fourth
    ['quantile-difference', 80 - 20],
    ['quantile-ratio', 4],
    [
      'theil',
      0.1 * (20 / 65) * Math.log(20 / 65) +
        0.3 * (50 / 65) * Math.log(50 / 65) +
        0.6 * (80 / 65) * Math.log(80 / 65),
    ],
  ])('%s is %d', (id, expected) => {
    expect(valueOf(id, units)).toBeCloseTo(expected, 12)
  })

  test('the line through the ranks is that of an independent weighted regression', () => {
    const line = weightedLinearRegression(
      [
        [0.05, 20],
        [0.25, 50],
        [0.7, 80],
      ],
      [10, 30, 60],
    )
    const { fitted } = equityOf(units, { bound: 100, draws: 0 })
    expect(fitted?.most).toBeCloseTo(line.b, 10)
    expect(fitted?.least).toBeCloseTo(line.b + line.m, 10)
  })

  test('the concentration curve runs from the most disadvantaged to all children', () => {
    const { curve } = equityOf(units, { bound: 100, draws: 0 })
    expect(curve.map(({ children }) => children)).toEqual([0, 0.1, 0.4, 1])
    expect(curve.map(({ share }) => share * 65)).toEqual([0, 2, 17, 65])
  })

  test('twice the area between the diagonal and the curve is the concentration index', () => {
    const { curve } = equityOf(units, { bound: 100, draws: 0 })
    const under = curve.slice(1).reduce((area, point, at) => {
      const before = curve[at]!
      return area + ((point.children - before.children) * (point.share + before.share)) / 2
    }, 0)
    expect(valueOf('concentration', units)).toBeCloseTo(1 - 2 * under, 12)
  })
})

describe('published: births attended by skilled personnel, five wealth quintiles', () => {
  // data set OrderedSample of the WHO's R package healthequal 1.0.1, with the results printed in its manual
  const units = fromMost([
    [2072.436, 75.6053],
    [2112.204, 91.01997],
    [1983.059, 96.03959],
    [2052.124, 97.04223],
    [1884.51, 99.22405],
  ])

  test('the setting average is 91.59669', () => {
    expect(equityOf(units, { bound: 100, draws: 0 }).mean).toBeCloseTo(91.59669, 5)
  })

  test('the relative concentration index is 0.0469506', () => {
    expect(valueOf('concentration', units)).toBeCloseTo(0.0469506, 7)
  })

  test('the absolute concentration index is 4.30052: Erreygers’ index is four times it, over the bound', () => {
    expect((valueOf('erreygers', units) * 100) / 4).toBeCloseTo(4.30052, 5)
  })
})

test('published: under-five deaths in India are concentrated among the poor, index −0.1694', () => {
  // O'Donnell O, van Doorslaer E, Wagstaff A, Lindelow M (2008), Analyzing Health Equity Using Household Survey Data,
  // World Bank, chapter 8: births and under-five mortality by wealth group
  const units = fromMost([
    [29_939, 154.7],
    [28_776, 152.9],
    [26_528, 119.5],
    [24_689, 86.9],
    [19_739, 54.3],
  ])
  expect(valueOf('concentration', units, 1000)).toBeCloseTo(-0.1694, 4)
})

describe('Theil’s index', () => {
  const four = (values: [number, number, number, number]): EquityUnit[] =>
    values.map((value, at) => ({ children: 10, value, disadvantage: at, group: at < 2 ? 'A' : 'B' }))

  test('of 10, 10, 10, 20 and 50 is a fifth of 1.5·ln ½ + 2.5·ln 2½', () => {
    const units = fromMost([
      [1, 10],
      [1, 10],
      [1, 10],
      [1, 20],
      [1, 50],
    ])
    expect(valueOf('theil', units)).toBeCloseTo((1.5 * Math.log(0.5) + 2.5 * Math.log(2.5)) / 5, 12)
  })

  test('lies wholly between districts whose communes are alike', () => {
    const units = four([20, 20, 60, 60])
    expect(valueOf('theil-within', units)).toBeCloseTo(0, 12)
    // shares of the whole ¼ and ¾, means ½ and 1½ of the mean
    const between = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5)
    expect(valueOf('theil-between', units)).toBeCloseTo(between, 12)
    expect(valueOf('theil-between-share', units)).toBeCloseTo(1, 9)
  })

  test('lies wholly within districts whose means are alike', () => {
    const units = four([20, 60, 60, 20])
    expect(valueOf('theil-between', units)).toBeCloseTo(0, 12)
    expect(valueOf('theil-between-share', units)).toBeCloseTo(0, 9)
  })

  test('takes a commune at 0 as the limit says: 0·ln 0 is 0', () => {
    // half the children have everything: ln 2
    expect(valueOf('theil', four([0, 80, 80, 0]))).toBeCloseTo(Math.log(2), 12)
  })
})

describe('highest and lowest district', () => {
  const units: EquityUnit[] = [
    // the mean of rates would be 50 for both; children make it 14 and 82
    { group: 'A', children: 990, value: 10, disadvantage: 3 },
    { group: 'A', children: 50, value: 90, disadvantage: 2 },
    { group: 'B', children: 100, value: 10, disadvantage: 2 },
    { group: 'B', children: 900, value: 90, disadvantage: 1 },
  ]

  test('are told by their children, not by their communes', () => {
    const { groups } = equityOf(units, { bound: 100, draws: 0 })
    expect(groups.map(({ group }) => group)).toEqual(['B', 'A'])
    expect(groups.map(({ value }) => value)).toEqual([82, (990 * 10 + 50 * 90) / 1040])
    expect(valueOf('group-difference', units)).toBeCloseTo(82 - 14_400 / 1040, 12)
    expect(valueOf('group-ratio', units)).toBeCloseTo(82 / (14_400 / 1040), 12)
  })

  test('equally disadvantaged communes share their rank, in whatever order they come', () => {
    for (const id of ['slope', 'concentration', 'quantile-difference'] as const) {
      expect(valueOf(id, [...units].reverse())).toBeCloseTo(valueOf(id, units), 12)
    }
  })
})
