import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '#domain/priority/criteria'
import { paretoFront } from '#domain/priority/front'
import type { Explanation } from '#domain/priority/rank'
import { rank } from '#domain/priority/rank'
import { replay } from '#domain/priority/replay'
import { ask, between, noPlayArea, share, unit, unknown, zoneThree } from '../fixtures/priority'

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
