import { describe, expect, test } from 'vitest'
import type { CompareRequest } from '#domain/compare'
import { compareTable, comparedIndexes, differenceBetween } from '#domain/compare'
import { equityAnswer } from '#domain/equity/answer'
import { rankingOf } from '#domain/equity/ranking'
import { equityUnits } from '#domain/equity/units'
import { wilson } from '#domain/interval'
import { childrenDataset as dataset } from '../fixtures/children-dataset'
import { question } from '../fixtures/small-dataset'

const column = (id: string) => {
  const { indicator, target } = question(id)
  return { indicator, target }
}

const request = (ids: string[], more: Partial<CompareRequest> = {}): CompareRequest => ({
  vintage: '2024',
  period: '2024-H2',
  base: '2024-H1',
  illustrative: false,
  within: null,
  compared: { level: 'district', district: null },
  columns: ids.map(column),
  ...more,
})

const tableOf = (ids: string[], more: Partial<CompareRequest> = {}) =>
  compareTable(dataset, request(ids, more))
const cellsOf = (id: string, more: Partial<CompareRequest> = {}) =>
  tableOf([id], more).rows.map(({ cells }) => cells[0]!)

describe('which units are compared', () => {
  const geography = dataset.geographies['2024']
  const codes = (compared: CompareRequest['compared']) =>
    comparedIndexes(geography, { within: null, compared }).map((index) => geography.units[index]?.code)

  test('all districts, the communes of one, or a list in the order wanted', () => {
    expect(codes({ level: 'district', district: null })).toEqual(['080', '085'])
    expect(codes({ level: 'commune', district: '085' })).toEqual(['00004', '00005'])
    expect(codes({ codes: ['00005', '080', '00001'] })).toEqual(['00005', '080', '00001'])
  })

  test('a code of another vintage is named', () => {
    expect(() => codes({ codes: ['00001', '00905'] })).toThrow(
      'vintage 2024 has no unit with the code "00905"',
    )
    expect(() => codes({ level: 'commune', district: '132' })).toThrow(
      'no province or district with the code "132"',
    )
  })
})

describe('children of 3 to 5 enrolled, districts of the small province', () => {
  const cells = cellsOf('preschool-3-5')
  const [north, south] = [cells[0]!, cells[1]!]

  test('a rate is that of the summed counts, not the mean of rates', () => {
    expect(north.value.value).toBeCloseTo((138 / 1040) * 100, 12) // the mean of 90, 10 and 75 % would be 58.3 %
    expect(north.value.lacking).toBe(396) // An has more than half, Bình lacks 396, Cao has more than half
    expect(north.isMet).toBe(false)
  })

  test('the change is told since the base period', () => {
    expect(north.change?.value.exact).toBeCloseTo((138 / 1040 - 118 / 1050) * 100, 12)
    expect(north.tendency).toBe('better')
  })

  test('where a commune did not report, the change is a range and no tendency is claimed', () => {
    expect(south.change?.value).toEqual({ exact: null, low: 75 - 87.5, high: 100 - 87.5 })
    expect(south.tendency).toBeNull()
    expect(south.marks).toEqual(['partial'])
  })

  test('without a base period there is no change', () => {
    expect(cellsOf('preschool-3-5', { base: null })[0]).toMatchObject({ change: null, tendency: null })
  })

  test('the interval is Wilson’s, in percent', () => {
    const share = wilson({ numerator: 138, denominator: 1040 })
    if (share.kind !== 'value' || north.interval.kind !== 'value') throw new Error('both can be computed')
    expect(north.interval.low).toBeCloseTo(share.low * 100, 12)
    expect(north.interval.high).toBeCloseTo(share.high * 100, 12)
    expect(north.interval).toMatchObject({ numerator: 138, denominator: 1040, isComplete: true })
  })

  test('only children whose answer is known are judged by chance', () => {
    expect(south.interval).toMatchObject({ numerator: 60, denominator: 60, isComplete: false })
  })

  test('the funnel stands around the rate of the province, 198 of 1,100', () => {
    const { centre, curve } = tableOf(['preschool-3-5']).columns[0]!.funnel!
    const sizes = curve.map(({ size }) => size)
    expect(centre).toBeCloseTo(18, 12)
    expect([sizes[0], sizes.at(-1)]).toEqual([60, 1040])
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes)
    expect(north.place).toBe('far-below')
    expect(south.place).toBe('far-above')
  })

  test('the difference of two districts is real when its interval leaves out 0', () => {
    const { indicator } = column('preschool-3-5')
    const answer = differenceBetween(north, south, indicator)
    expect(answer).toMatchObject({ kind: 'value', withinChance: false })
    expect(differenceBetween(north, north, indicator)).toMatchObject({ difference: 0, withinChance: true })
  })
})

describe('complete counts', () => {
  const villages = tableOf(['play-areas-villages'])

  test('have no interval and no funnel, and their difference is real', () => {
    const [north, south] = villages.rows.map(({ cells }) => cells[0]!)
    expect(villages.columns[0]?.funnel).toBeNull()
    expect(north).toMatchObject({ interval: { kind: 'unavailable', reason: 'complete-count' }, place: null })
    expect(differenceBetween(north!, south!, column('play-areas-villages').indicator)).toEqual({
      kind: 'unavailable',
      reason: 'complete-count',
    })
  })
})

describe('marks', () => {
  const marksOf = (id: string, codes: string[], more: Partial<CompareRequest> = {}) =>
    cellsOf(id, { compared: { codes }, ...more }).map(({ marks }) => marks)

  test('a cell says that it is missing, made up, too small, computed or old', () => {
    expect(marksOf('preschool-3-5', ['00001', '00002', '00005'])).toEqual([['small'], [], ['missing']])
    expect(marksOf('play-areas-villages', ['00005'], { illustrative: true })).toEqual([['illustrative']])
    expect(marksOf('play-areas-villages', ['00004'], { vintage: '2025' })).toEqual([['estimated']])
    expect(marksOf('zone', ['00001'])).toEqual([['older']])
  })

  test('a class means nothing above a commune', () => {
    expect(marksOf('zone', ['080'])).toEqual([['missing']])
  })
})

describe('the total', () => {
  test('of all districts is the province', () => {
    const { total } = tableOf(['preschool-3-5'])
    expect(total.unit?.code).toBe('10')
    expect(total.cells[0]?.value).toMatchObject({ numerator: 198, denominator: 1120 })
  })

  test('of all communes of a district is the district, with what was published for it', () => {
    const { total } = tableOf(['poor-households'], { compared: { codes: ['00004', '00005'] } })
    expect(total.unit?.code).toBe('085')
    expect(total.cells[0]?.value).toMatchObject({ numerator: 20, denominator: 240, status: 'official' })
  })

  test('of a selection adds its counts', () => {
    const { total } = tableOf(['preschool-3-5'], { compared: { codes: ['00001', '00003', '00005'] } })
    expect(total.unit).toBeNull()
    expect(total.cells[0]?.value).toMatchObject({ numerator: 39, denominator: 70, low: (39 / 70) * 100 })
    expect(total.cells[0]?.interval).toMatchObject({ numerator: 39, denominator: 50, isComplete: false })
  })
})

describe('equity of the small province', () => {
  const poor = rankingOf('poor-households')!
  const ranking = question('poor-households').indicator

  test('child-level rates are weighted by their own children, others by the children who live there', () => {
    const units = equityUnits(dataset, question('preschool-3-5'), ranking, null)
    expect(units.map(({ children }) => children)).toEqual([10, 990, 40, 60, 20])
    expect(units.map(({ group }) => group)).toEqual(['080', '080', '080', '085', '085'])
    expect(units.map(({ disadvantage }) => disadvantage)).toEqual([30, 10, null, 5, 10])
    const villages = equityUnits(dataset, question('play-areas-villages'), ranking, null)
    expect(villages.map(({ children }) => children)).toEqual([60, 3000, 200, 300, null])
  })

  test('the mean over the children is the rate of the province', () => {
    const answer = equityAnswer(dataset, {
      question: question('preschool-3-5'),
      ranking: poor,
      area: null,
      draws: 50,
    })
    if (answer.kind !== 'value') throw new Error(answer.reason)
    expect(answer.equity.mean).toBeCloseTo(18, 12)
    expect(answer.equity).toMatchObject({ used: 4, leftOut: 1, unranked: 1, children: 1100 })
    expect(answer.equity.groups.map(({ group }) => group)).toEqual(['085', '080'])
    expect(answer.readings['group-difference'].en).toContain('the highest is Huyện Nam')
  })

  test('within one district the districts cannot be compared', () => {
    const answer = equityAnswer(dataset, {
      question: question('preschool-3-5'),
      ranking: poor,
      area: '080',
      draws: 0,
    })
    if (answer.kind !== 'value') throw new Error(answer.reason)
    expect(answer.equity.measures['group-difference']).toEqual({ kind: 'unavailable', reason: 'one-group' })
    expect(answer.equity.measures.theil.kind).toBe('value')
  })

  test('an indicator that is not a rate has no equity', () => {
    expect(equityAnswer(dataset, { question: question('zone'), ranking: poor, area: null })).toEqual({
      kind: 'unavailable',
      reason: 'not-a-rate',
    })
  })

  test('a ranking the catalogue does not know is refused', () => {
    const unknown = { ...poor, id: 'distance' }
    expect(
      equityAnswer(dataset, { question: question('preschool-3-5'), ranking: unknown, area: null }),
    ).toEqual({
      kind: 'unavailable',
      reason: 'no-ranking',
    })
  })
})
