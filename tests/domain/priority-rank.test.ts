import { describe, expect, test } from 'vitest'
import { InputError } from '#domain/input-problem'
import { prioritise } from '#domain/priority/prioritise'
import type { PriorityQuestion } from '#domain/priority/question'
import type { Explanation } from '#domain/priority/rank'
import { rank } from '#domain/priority/rank'
import { whyBefore } from '#domain/priority/why-before'
import { ask, noPlayArea, share, unit, unknown, zoneThree } from '../fixtures/priority'

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
