import { describe, expect, test } from 'vitest'
import { chanceOf, drawerOf } from '#domain/priority/chance'
import { sureness } from '#domain/priority/sureness'
import { randomOf } from '#domain/random'
import { ask, play, poor, share, unit, unknown, zoneThree } from '../fixtures/priority'

const many = Array.from({ length: 30 }, (_, i) =>
  unit(`${100 + i}`, { play: share((i * 37) % 101), poor: share((i * 53) % 101) }),
)
const placesOf = (code: string, answers: ReturnType<typeof sureness>) =>
  answers.find((answer) => answer.code === code)!

describe('how sure the order is', () => {
  test('the same seed gives the same answer, another seed another', () => {
    expect(sureness(ask(many), { seed: 7 })).toEqual(sureness(ask(many), { seed: 7 }))
    expect(sureness(ask(many), { seed: 8 })).not.toEqual(sureness(ask(many), { seed: 7 }))
  })

  test('the order of the units does not matter', () => {
    expect(sureness(ask([...many].reverse()))).toEqual(sureness(ask(many)))
  })

  test('in every draw exactly 10 are among the first 10 and 25 among the first 25', () => {
    const answers = sureness(ask(many), { draws: 500 })
    expect(answers.reduce((sum, { top10 }) => sum + top10, 0)).toBeCloseTo(10, 9)
    expect(answers.reduce((sum, { top25 }) => sum + top25, 0)).toBeCloseTo(25, 9)
    for (const { from, median, to } of answers) {
      expect(from).toBeLessThanOrEqual(median)
      expect(median).toBeLessThanOrEqual(to)
    }
  })

  test('who is needier in everything is first in every draw', () => {
    const two = [
      unit('A', { play: share(10), poor: share(90) }),
      unit('B', { play: share(20), poor: share(80) }),
    ]
    expect(sureness(ask(two)).map(({ code, from, to }) => [code, from, to])).toEqual([
      ['A', 1, 1],
      ['B', 2, 2],
    ])
  })

  test('a lighter hand on the weights gives wider places', () => {
    const width = (concentration: number) =>
      sureness(ask(many), { concentration }).reduce((sum, { from, to }) => sum + to - from, 0)
    expect(width(10)).toBeGreaterThan(width(1000))
  })

  test('an unknown value makes a place less sure', () => {
    const without = ask(
      many.map((one) => (one.code === '115' ? unit('115', { play: unknown, poor: share(50) }) : one)),
    )
    const known = placesOf('115', sureness(ask(many)))
    const lost = placesOf('115', sureness(without))
    expect(lost.to - lost.from).toBeGreaterThan(known.to - known.from)
  })

  test('rates of few children vary more than those of many; complete counts do not vary', () => {
    const asked = (of: number, varies: boolean) =>
      ask(
        many.map(({ code }, i) => unit(code, { play: share((i * 4) % 101, of), poor: share(0) })),
        { criteria: [{ ...play, varies }, poor], weights: { play: 1 } },
      )
    const width = (of: number, varies: boolean) => {
      const { from, to } = placesOf('112', sureness(asked(of, varies)))
      return to - from
    }
    expect(width(20, true)).toBeGreaterThan(width(2000, true))
    expect(width(20, false)).toBe(0)
  })

  test('an open rule holds in half of the draws', () => {
    const units = [
      unit('A', { play: share(50), poor: share(50), zone: unknown }),
      ...many.slice(0, 20).map((one) => unit(one.code, { ...one.readings, zone: share(0) })),
    ]
    // when the rule holds A is first, else somewhere in the middle
    const a = placesOf('A', sureness(ask(units, { rules: [zoneThree] })))
    expect(a.from).toBe(1)
    expect(a.top10).toBeGreaterThan(0.45)
    expect(a.to).toBeGreaterThan(5)
  })
})

describe('what stands for the beta distribution', () => {
  test.each([
    { numerator: 97, denominator: 100, kind: 'curve' },
    { numerator: 4, denominator: 20, kind: 'curve' },
    { numerator: 150, denominator: 400, kind: 'curve' },
    { numerator: 100, denominator: 100, kind: 'table' },
    { numerator: 0, denominator: 30, kind: 'table' },
    { numerator: 298, denominator: 300, kind: 'table' },
    { numerator: 1, denominator: 2, kind: 'table' },
  ])('agrees with it for $numerator of $denominator, as a $kind', ({ numerator, denominator, kind }) => {
    const chance = chanceOf(numerator, denominator)
    expect(chance.kind).toBe(kind)
    const random = randomOf(11)
    const draw = drawerOf([
      chance.kind === 'table'
        ? { at: 0, kind: 'table', values: chance.values }
        : { at: 0, kind: 'curve', centre: chance.mean, spread: chance.deviation, skew: chance.skew },
    ])
    const quick = new Float64Array(100_000)
    const exact = new Float64Array(100_000)
    const into = new Float64Array(1)
    for (let i = 0; i < quick.length; i++) {
      draw(random, into)
      quick[i] = into[0]!
      exact[i] = random.beta(numerator + 0.5, denominator - numerator + 0.5)
    }
    quick.sort()
    exact.sort()
    const mean = exact.reduce((sum, share) => sum + share, 0) / exact.length
    const deviation = Math.sqrt(exact.reduce((sum, share) => sum + (share - mean) ** 2, 0) / exact.length)
    // against the spread of the distribution, at the quantiles that places are read from
    for (const at of [0.05, 0.5, 0.95]) {
      const difference = quick[at * quick.length]! - exact[at * exact.length]!
      expect(Math.abs(difference) / deviation).toBeLessThan(0.08)
    }
  })
})
