import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '#domain/input-problem'
import { candidatesOf, readingsNeeded } from '#domain/priority/candidates'
import type { Reading } from '#domain/priority/criteria'
import { distanceReading, needOf } from '#domain/priority/criteria'
import { paretoFront } from '#domain/priority/front'
import { prioritise } from '#domain/priority/prioritise'
import type { PriorityQuestion } from '#domain/priority/question'
import type { Explanation } from '#domain/priority/rank'
import { rank } from '#domain/priority/rank'
import { replay } from '#domain/priority/replay'
import { answerOf } from '#domain/priority/rules'
import { rebalance, weightProblems } from '#domain/priority/weights'
import { whyBefore } from '#domain/priority/why-before'
import {
  ask,
  between,
  noPlayArea,
  play,
  poor,
  share,
  unit,
  unknown,
  zone,
  zoneThree,
} from '../fixtures/priority'
import { smallDataset } from '../fixtures/small-dataset'

describe('a need between 0 and 1', () => {
  test.each([
    { scale: play.scale, reading: share(100), low: 0, high: 0 }, // at target
    { scale: play.scale, reading: share(0), low: 1, high: 1 }, // nothing there
    { scale: play.scale, reading: share(30), low: 0.7, high: 0.7 },
    { scale: play.scale, reading: between(20, 50), low: 0.5, high: 0.8 },
    { scale: play.scale, reading: unknown, low: 0, high: 1 },
    { scale: play.scale, reading: undefined, low: 0, high: 1 },
    { scale: play.scale, reading: share(130), low: 0, high: 0 }, // beyond the scale
    { scale: poor.scale, reading: between(40, null), low: 0.4, high: 1 },
    { scale: zone.scale, reading: share(2), low: 0.5, high: 0.5 },
    { scale: zone.scale, reading: unknown, low: 0, high: 1 },
    { scale: zone.scale, reading: share(7), low: 0, high: 1 }, // no such class
  ])('$reading.low to $reading.high is a need of $low to $high', ({ scale, reading, low, high }) => {
    const need = needOf(scale, reading)
    expect(need.low).toBeCloseTo(low, 12)
    expect(need.high).toBeCloseTo(high, 12)
  })
})

describe('a rule', () => {
  const either = {
    ...zoneThree,
    any: [...zoneThree.any, { reads: 'hard', test: 'above', limit: 0 } as const],
  }
  test.each<[string, Record<string, Reading>, string]>([
    ['holds by its first condition', { zone: share(3), hard: share(0) }, 'holds'],
    ['holds by its second condition', { zone: share(1), hard: share(5) }, 'holds'],
    ['holds whatever is not known', { zone: unknown, hard: share(5) }, 'holds'],
    ['fails when all conditions fail', { zone: share(2), hard: share(0) }, 'fails'],
    ['is open while one may hold', { zone: share(2), hard: between(0, 8) }, 'open'],
    ['is open without any reading', {}, 'open'],
  ])('%s', (_, readings, answer) => {
    expect(answerOf(either, readings)).toBe(answer)
  })

  test('about a limit from above is certain by the other end', () => {
    expect(answerOf(noPlayArea, { play: between(0, 40) })).toBe('open')
    expect(answerOf(noPlayArea, { play: between(0, 0) })).toBe('holds')
    expect(answerOf(noPlayArea, { play: between(10, 40) })).toBe('fails')
  })
})

describe('the order', () => {
  const three = [
    unit('A', { play: share(50), poor: share(20) }), // 0.375 + 0.05 = 0.425
    unit('B', { play: share(0), poor: share(0) }), //   0.75
    unit('C', { play: unknown, poor: share(100) }), //  0.25 to 1
  ]
  const order = (question: PriorityQuestion) => rank(question).map(({ code }) => code)

  test('goes by the stated end of the score, and a missing value is no zero', () => {
    expect(order(ask(three))).toEqual(['C', 'B', 'A'])
    expect(order(ask(three, { end: 'best' }))).toEqual(['B', 'A', 'C'])
    const [c] = rank(ask(three))
    expect(c).toMatchObject({ score: { low: 0.25, high: 1 }, possible: { first: 1, last: 3 } })
  })

  test('each criterion gives its weight times the need', () => {
    const a = rank(ask(three)).find(({ code }) => code === 'A')
    expect(a?.contributions.map(({ criterion, points }) => [criterion, points.low, points.high])).toEqual([
      ['play', 0.375, 0.375],
      ['poor', 0.05, 0.05],
    ])
    expect(a?.score.high).toBeCloseTo(0.425, 12)
  })

  test('rules come before weights, the first rule before the second', () => {
    const units = [
      unit('A', { play: share(0), poor: share(100), zone: share(0) }), // only the second rule
      unit('B', { play: share(90), poor: share(0), zone: share(3) }), //  only the first
      unit('C', { play: share(90), poor: share(10), zone: share(0) }), // none
      unit('D', { play: share(0), poor: share(0), zone: share(3) }), //   both
    ]
    const ranking = rank(ask(units, { rules: [zoneThree, noPlayArea] }))
    expect(ranking.map(({ code, tier }) => [code, tier])).toEqual([
      ['D', 1],
      ['B', 2],
      ['A', 3],
      ['C', 4],
    ])
    expect(ranking[2]?.rules).toEqual([
      { rule: 'zone-iii', answer: 'fails', met: false, ahead: 2 },
      { rule: 'no-play-area', answer: 'holds', met: true, ahead: 0 },
    ])
  })

  test('an open rule counts in the worst case, not in the best', () => {
    const units = [
      unit('A', { play: share(0), poor: share(100), zone: share(2) }),
      unit('B', { zone: unknown }),
    ]
    expect(order(ask(units, { rules: [zoneThree] }))).toEqual(['B', 'A'])
    expect(order(ask(units, { rules: [zoneThree], end: 'best' }))).toEqual(['A', 'B'])
  })

  test('equal scores go by code, also when they are added up differently', () => {
    const twice = [
      unit('B', { play: share(70), poor: share(30) }), // 0.3 × 0.5 + 0.3 × 0.5
      unit('A', { play: share(40), poor: share(0) }), //  0.6 × 0.5
    ]
    const ranking = rank(ask(twice, { weights: { play: 0.5, poor: 0.5 } }))
    expect(ranking.map(({ code, place }) => [code, place])).toEqual([
      ['A', 1],
      ['B', 2],
    ])
    expect(ranking[1]).toMatchObject({ aheadByScore: 0, aheadByCode: 1 })
  })

  test('is refused when the weights do not add to 1', () => {
    expect(() => rank(ask(three, { weights: { play: 0.5, poor: 0.4 } }))).toThrow(InputError)
    expect(prioritise(ask(three, { weights: { play: 0.5, poor: 0.4 } }))).toMatchObject({
      kind: 'refused',
      problems: [{ kind: 'weights-sum', at: 'weights', message: { vi: expect.stringContaining('90 %') } }],
    })
    const repeated = ask([...three, unit('A', {})])
    expect(prioritise(repeated)).toMatchObject({ kind: 'refused', problems: [{ at: 'units.A' }] })
  })
})

describe('why one is before another', () => {
  const units = [
    unit('A', { play: share(20), poor: share(10), zone: share(3) }),
    unit('B', { play: share(0), poor: share(0), zone: share(0) }),
    unit('C', { play: share(0), poor: share(4), zone: share(0) }),
    unit('D', { play: share(0), poor: share(0), zone: share(0) }),
  ]
  const of = (code: string): Explanation =>
    rank(ask(units, { rules: [zoneThree] })).find((one) => one.code === code)!

  test('a rule decides before any score', () => {
    expect(whyBefore(of('B'), of('A'))).toMatchObject({
      first: 'A',
      second: 'B',
      decidedBy: { kind: 'rule', rule: 'zone-iii', first: { answer: 'holds' }, second: { answer: 'fails' } },
      differences: [{ criterion: 'play' }, { criterion: 'poor' }],
    })
  })

  test('else the score, with the most telling criterion first', () => {
    const why = whyBefore(of('C'), of('B'))
    expect(why).toMatchObject({ first: 'C', decidedBy: { kind: 'score', first: 0.76, second: 0.75 } })
    expect(why.differences.map(({ criterion, difference }) => [criterion, difference])).toEqual([
      ['poor', 0.01],
      ['play', 0],
    ])
  })

  test('else the code', () => {
    expect(whyBefore(of('D'), of('B'))).toMatchObject({ first: 'B', decidedBy: { kind: 'code' } })
  })
})

const someReading: fc.Arbitrary<Reading> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((percent) => share(percent)),
  fc.integer({ min: 0, max: 3 }).map((value) => share(value)),
  fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    .map(([a, b]) => between(a, a + b)),
  fc.constant(unknown),
)
const someUnits = fc
  .array(fc.record({ play: someReading, poor: someReading, zone: someReading }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((all) => all.map((readings, i) => unit(`${100 + i}`, readings)))
const someQuestion = fc
  .record({
    units: someUnits,
    parts: fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    rules: fc.subarray([zoneThree, noPlayArea]),
    end: fc.constantFrom('worst' as const, 'best' as const),
  })
  .map(({ units, parts: [a, b, c], rules, end }) => {
    const sum = a + b + c
    return ask(units, { rules, end, weights: { play: a / sum, poor: b / sum, zone: c / sum } })
  })

describe('what always holds', () => {
  test('an explanation, replayed, yields the place it explains', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        for (const explanation of rank(question)) {
          expect(replay(explanation)).toEqual({
            place: explanation.place,
            tier: explanation.tier,
            score: explanation.score,
          })
        }
      }),
    )
  })

  test('the order is by tier, then score, then code, and every place is within the possible ones', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        const ranking = rank(question)
        const end = question.end === 'worst' ? 'high' : 'low'
        for (const [i, one] of ranking.entries()) {
          expect(one.place).toBe(i + 1)
          expect(one.possible.first).toBeLessThanOrEqual(one.place)
          expect(one.possible.last).toBeGreaterThanOrEqual(one.place)
          const next = ranking[i + 1]
          if (!next) continue
          expect(one.tier).toBeLessThanOrEqual(next.tier)
          if (one.tier === next.tier) expect(one.score[end]).toBeGreaterThanOrEqual(next.score[end] - 1e-9)
        }
      }),
    )
  })

  test('removing a value never narrows the score or the possible places', () => {
    fc.assert(
      fc.property(someQuestion, fc.nat(), fc.constantFrom('play', 'poor', 'zone'), (question, at, lost) => {
        const code = question.units[at % question.units.length]!.code
        const poorer = {
          ...question,
          units: question.units.map((one) =>
            one.code === code ? { ...one, readings: { ...one.readings, [lost]: unknown } } : one,
          ),
        }
        const before = rank(question).find((one) => one.code === code)!
        const after = rank(poorer).find((one) => one.code === code)!
        expect(after.score.low).toBeLessThanOrEqual(before.score.low)
        expect(after.score.high).toBeGreaterThanOrEqual(before.score.high)
        expect(after.possible.first).toBeLessThanOrEqual(before.possible.first)
        expect(after.possible.last).toBeGreaterThanOrEqual(before.possible.last)
      }),
    )
  })

  test('a score does not depend on who else is in the list', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        const alone = rank({ ...question, units: question.units.slice(0, 1) })[0]!
        expect(rank(question).find(({ code }) => code === alone.code)?.score).toEqual(alone.score)
      }),
    )
  })

  test('whoever is first for some weights is on the front', () => {
    fc.assert(
      fc.property(someQuestion, fc.integer({ min: 1, max: 98 }), (question, percent) => {
        const equal = { play: 0.34, poor: 0.33, zone: 0.33 }
        const other = { play: percent / 100, poor: (99 - percent) / 100, zone: 0.01 }
        const front = paretoFront(rank({ ...question, weights: equal }))
        const first = rank({ ...question, weights: other })[0]!
        const score = (one: Explanation) => (question.end === 'worst' ? one.score.high : one.score.low)
        const ties = rank({ ...question, weights: other }).filter(
          (one) => one.tier === first.tier && score(first) - score(one) < 1e-9,
        )
        expect(ties.some(({ code }) => front.includes(code))).toBe(true)
      }),
    )
  })
})

describe('weights', () => {
  test('the others keep their proportions when one is moved', () => {
    expect(rebalance({ a: 0.5, b: 0.3, c: 0.2 }, 'a', 0.75)).toEqual({ a: 0.75, b: 0.15, c: 0.1 })
    expect(rebalance({ a: 1, b: 0, c: 0 }, 'a', 0.5)).toEqual({ a: 0.5, b: 0.25, c: 0.25 })
    expect(rebalance({ a: 0.5, b: 0.5 }, 'b', 1)).toEqual({ a: 0, b: 1 })
    expect(rebalance({ a: 1 }, 'a', 0.4)).toEqual({ a: 1 }) // there is nothing else to give it to
  })

  test('always add to 1, in whole thousandths', () => {
    const someMoves = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.double({ min: 0, max: 1, noNaN: true })),
    )
    fc.assert(
      fc.property(someMoves, (moves) => {
        const start: Record<string, number> = { a: 0.25, b: 0.25, c: 0.25, d: 0.25 }
        const end = moves.reduce((weights, [id, value]) => rebalance(weights, id, value), start)
        const thousandths = Object.values(end).map((weight) => Math.round(weight * 1000))
        expect(thousandths.reduce((sum, one) => sum + one, 0)).toBe(1000)
        expect(weightProblems(end, ['a', 'b', 'c', 'd'])).toEqual([])
      }),
    )
  })

  test('cannot be moved to what is no share', () => {
    expect(() => rebalance({ a: 1 }, 'a', 1.2)).toThrow(RangeError)
    expect(() => rebalance({ a: 1 }, 'a', NaN)).toThrow(RangeError)
    expect(() => rebalance({ a: 1 }, 'b', 0.2)).toThrow(RangeError)
  })

  test.each([
    [{ a: 0.5, b: 0.4 }, 'weights-sum'],
    [{ a: 1.5, b: -0.5 }, 'weight-out-of-range'],
    [{ a: NaN, b: 1 }, 'weight-out-of-range'],
    [{ a: 0.5, z: 0.5 }, 'unknown-criterion'],
  ])('%o are refused', (weights, kind) => {
    expect(weightProblems(weights, ['a', 'b'])[0]?.kind).toBe(kind)
  })
})

describe('candidates', () => {
  const figures = { vintage: '2024', period: '2024-H2', illustrative: false } as const

  test('are the communes of a unit with their readings', () => {
    const north = smallDataset.geographies['2024'].indexOf.get('080')!
    const units = candidatesOf(
      smallDataset,
      figures,
      north,
      ['play-areas-villages', 'zone'],
      new Map([['00002', 3.5]]),
    )
    expect(units.map(({ code }) => code)).toEqual(['00001', '00002', '00003'])
    // An has 2 of 4 villages; Bình 3 of 6, and one did not say
    expect(units[0]?.readings['play-areas-villages']).toMatchObject({
      low: 50,
      high: 50,
      numerator: 2,
      denominator: 4,
    })
    expect(units[1]?.readings['play-areas-villages']).toMatchObject({ low: 50, numerator: 3, denominator: 6 })
    expect(units[1]?.readings['play-areas-villages']?.high).toBeCloseTo(66.67, 2)
    expect(units[0]?.readings['zone']).toMatchObject({ value: 3 })
    expect(units[1]?.readings[distanceReading]).toMatchObject({ value: 3.5 })
    expect(units[0]?.readings).not.toHaveProperty(distanceReading)
  })

  test('an unknown indicator is named', () => {
    expect(() => candidatesOf(smallDataset, figures, 0, ['pools'])).toThrow(/"pools"/)
  })

  test('read what criteria and rules read, each once, and distances from elsewhere', () => {
    const far = { ...play, id: 'far', reads: distanceReading }
    expect(readingsNeeded([play, poor, far], [noPlayArea, zoneThree])).toEqual(['play', 'poor', 'zone'])
  })
})
