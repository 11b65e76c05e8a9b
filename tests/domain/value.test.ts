import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Direction, Indicator, Target } from '#domain/indicators'
import type { Total } from '#domain/total'
import { addAll, totalOf } from '#domain/total'
import { unknownValue, valueOf } from '#domain/value'
import { question } from '../fixtures/small-dataset'

const playAreas = question('play-areas-villages').indicator
const poverty = question('poor-households').indicator
const forums = question('children-forums').indicator
const children = question('children-under-16').indicator

const goal = (value: number): Target => ({
  id: 'goal',
  value,
  year: null,
  scope: 'each',
  clause: { vi: '', en: '' },
  source: 'law',
})

const part = (numerator: number | null, denominator: number | null, unreported = 0): Total =>
  totalOf(
    { numerator, denominator, unreported, status: 'reported', sources: ['reports'], period: '2024-H2' },
    true,
  )
const counted = (numerator: number | null): Total =>
  totalOf(
    {
      numerator,
      denominator: null,
      unreported: 0,
      status: 'reported',
      sources: ['reports'],
      period: '2024-H2',
    },
    false,
  )

describe('a rate where more is better', () => {
  test('of 12 villages 5 have a play area and 4 have none: the worst case is the headline', () => {
    expect(valueOf(playAreas, goal(100), part(5, 12, 3))).toEqual({
      value: (5 / 12) * 100,
      low: (5 / 12) * 100,
      high: (8 / 12) * 100,
      numerator: 5,
      denominator: 12,
      gap: 100 - (5 / 12) * 100,
      lacking: 7,
      lackingLeast: 4,
      amongReported: (5 / 9) * 100,
      reported: 1,
      parts: 1,
      unstable: false,
      status: 'reported',
      sources: ['reports'],
      asOf: '2024-H2',
    })
  })

  test('nobody reported: nothing can be said but how many there are', () => {
    expect(valueOf(playAreas, goal(100), part(null, 12))).toEqual({ ...unknownValue, denominator: 12 })
  })

  test('with a part of unknown size there is no rate, only a least number lacking', () => {
    const value = valueOf(playAreas, goal(100), addAll([part(5, 12), part(null, null)]))
    expect(value).toMatchObject({
      value: null,
      low: null,
      high: null,
      denominator: null,
      gap: null,
      lacking: null,
    })
    expect(value).toMatchObject({ numerator: 5, lackingLeast: 7, reported: 1, parts: 2 })
  })

  test('below 100 % a part of unknown size may make up for the others: nothing is certain to be lacking', () => {
    expect(valueOf(playAreas, goal(80), addAll([part(5, 12), part(null, null)])).lackingLeast).toBe(0)
  })

  test('nobody to reach: no rate, and nothing lacking', () => {
    expect(valueOf(playAreas, goal(100), part(0, 0))).toMatchObject({
      value: null,
      gap: null,
      lacking: 0,
      lackingLeast: 0,
    })
  })

  test('without a target there is a value but no gap', () => {
    expect(valueOf(playAreas, null, part(6, 12))).toMatchObject({
      value: 50,
      gap: null,
      lacking: null,
      lackingLeast: null,
    })
  })
})

describe('a rate where less is better', () => {
  test('those who did not say count as poor in the headline', () => {
    expect(valueOf(poverty, goal(10), addAll([part(10, 100), part(null, 20)]))).toMatchObject({
      low: (10 / 120) * 100,
      high: 25,
      value: 25,
      gap: 15,
      lacking: 18, // 30 − 12
      lackingLeast: 0, // 10 of 120 is below a tenth
      amongReported: 10,
    })
  })

  test('a part of unknown size might dilute any rate but not a target of zero', () => {
    const open = addAll([part(10, 100), part(null, null)])
    expect(valueOf(poverty, goal(5), open).lackingLeast).toBe(0)
    expect(valueOf(poverty, goal(0), open).lackingLeast).toBe(10)
  })
})

describe('a rate that is context', () => {
  test('has no worst case, gap or lack', () => {
    const share: Indicator = { ...poverty, direction: 'none' }
    expect(valueOf(share, goal(10), addAll([part(10, 100), part(null, 20)]))).toMatchObject({
      value: (10 / 120) * 100,
      low: (10 / 120) * 100,
      high: 25,
      gap: null,
      lacking: null,
      lackingLeast: null,
    })
  })
})

describe('a rate per thousand', () => {
  test('its target is per thousand too', () => {
    const mortality: Indicator = { ...poverty, unit: 'per-1000' }
    expect(valueOf(mortality, goal(15), part(5, 250))).toMatchObject({ value: 20, gap: 5, lacking: 2 }) // 5 − 3.75
  })
})

test('a rate over few is marked as unstable', () => {
  const few: Indicator = { ...playAreas, minDenominator: 20 }
  expect(valueOf(few, null, part(5, 19)).unstable).toBe(true)
  expect(valueOf(few, null, part(5, 20)).unstable).toBe(false)
  expect(valueOf(few, null, addAll([part(5, 12), part(null, null)])).unstable).toBe(false)
})

describe('a count', () => {
  test('where more is better, what is known is the least and the headline', () => {
    const value = valueOf(forums, goal(10), addAll([counted(3), counted(null)]))
    expect(value).toMatchObject({
      value: 3,
      low: 3,
      high: null,
      gap: 7,
      lacking: 7,
      lackingLeast: 0,
      reported: 1,
      parts: 2,
    })
    expect(valueOf(forums, goal(10), counted(3))).toMatchObject({
      value: 3,
      high: 3,
      lacking: 7,
      lackingLeast: 7,
    })
  })

  test('where less is better, an unreported part leaves the headline open', () => {
    const deaths: Indicator = { ...forums, direction: 'down' }
    const value = valueOf(deaths, goal(1), addAll([counted(3), counted(null)]))
    expect(value).toMatchObject({
      value: null,
      low: 3,
      high: null,
      gap: null,
      lacking: null,
      lackingLeast: 2,
    })
    expect(valueOf(deaths, goal(1), counted(3))).toMatchObject({
      value: 3,
      gap: 2,
      lacking: 2,
      lackingLeast: 2,
    })
  })

  test('that is context is known only when every part reported', () => {
    expect(valueOf(children, null, addAll([counted(60), counted(null)]))).toMatchObject({
      value: null,
      low: 60,
      high: null,
    })
    expect(valueOf(children, null, addAll([counted(60), counted(40)]))).toMatchObject({
      value: 100,
      low: 100,
      high: 100,
    })
  })
})

describe('whatever was reported', () => {
  const count = fc.nat({ max: 300 })
  const totals = fc
    .array(
      fc
        .tuple(fc.option(count, { freq: 3 }), fc.option(count, { freq: 9 }), fc.nat({ max: 9 }))
        .map(([numerator, denominator, unreported]) =>
          part(
            numerator === null || denominator === null ? numerator : Math.min(numerator, denominator),
            denominator,
            unreported,
          ),
        ),
      { minLength: 1, maxLength: 6 },
    )
    .map(addAll)
  const ways = fc.constantFrom<Direction>('up', 'down', 'none')
  const goals = fc.integer({ min: 0, max: 100 }).map(goal)

  test('the headline is an end of the range, the worse one, and what is lacking follows', () => {
    fc.assert(
      fc.property(totals, ways, goals, (total, direction, target) => {
        const value = valueOf({ ...playAreas, direction }, target, total)
        expect(value.value).toBe(direction === 'down' ? value.high : value.low)
        if (value.low !== null && value.high !== null) {
          expect(value.low).toBeLessThanOrEqual(value.high)
          expect(value.low).toBeGreaterThanOrEqual(0)
          expect(value.high).toBeLessThanOrEqual(100)
        }
        if (value.lacking !== null) {
          expect(value.lacking).toBeGreaterThanOrEqual(value.lackingLeast ?? Infinity)
          expect(Number.isInteger(value.lacking)).toBe(true)
        }
        expect(value.lackingLeast ?? 0).toBeGreaterThanOrEqual(0)
        expect(value.gap ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('the truth, whatever the silent would have said, lies in the range', () => {
    fc.assert(
      fc.property(
        totals,
        ways,
        goals,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, direction, target, share) => {
          fc.pre(total.unbounded === 0 && total.reported > 0)
          const said = Math.round(total.open * share)
          const indicator: Indicator = { ...playAreas, direction }
          const value = valueOf(indicator, target, total)
          const truth = valueOf(indicator, target, { ...total, numerator: total.numerator + said, open: 0 })
          if (value.low === null || value.high === null) return
          expect(truth.value).toBeGreaterThanOrEqual(value.low)
          expect(truth.value).toBeLessThanOrEqual(value.high)
          if (direction === 'none') return
          expect(truth.lacking).toBeLessThanOrEqual(value.lacking ?? NaN)
          expect(truth.lacking).toBeGreaterThanOrEqual(value.lackingLeast ?? NaN)
        },
      ),
    )
  })
})
