import { describe, expect, test } from 'vitest'
import type { Intervention } from '#domain/allocation/interventions'
import { costIn, withCosts } from '#domain/allocation/interventions'
import { allocationProblems } from '#domain/allocation/problems'
import type { AllocationQuestion } from '#domain/allocation/question'
import { need, question } from '../fixtures/needs'
import { playArea } from '../fixtures/interventions'

const needs = [need('A', { count: 3 }), need('B', { district: '2', count: 0 })]
const place = { code: 'A', intervention: 'play' }
const ask = (parts: Partial<AllocationQuestion>) => question(needs, 100, parts)

test('a sound question has no problems', () => {
  expect(allocationProblems(ask({}))).toEqual([])
})

describe('what cannot be answered is told with its place', () => {
  test.each<[string, AllocationQuestion, string, string]>([
    ['a budget of 0', ask({ budgetMillion: 0 }), 'budgetMillion', 'budget'],
    ['a negative budget', ask({ budgetMillion: -5 }), 'budgetMillion', 'budget'],
    ['a part of a million', ask({ budgetMillion: 0.5 }), 'budgetMillion', 'budget'],
    ['no number for a budget', ask({ budgetMillion: NaN }), 'budgetMillion', 'budget'],
    ['a share over 100 %', ask({ favouredPercent: 101 }), 'favouredPercent', 'share'],
    ['a share that is no whole number', ask({ favouredPercent: 33.3 }), 'favouredPercent', 'share'],
    [
      'a negative cost',
      question([need('A', { unitCostMillion: -1 })], 100),
      'needs.A/play.unitCostMillion',
      'amount',
    ],
    ['a weight above 1', question([need('A', { weight: 1.5 })], 100), 'needs.A/play.weight', 'weight'],
    ['no number for a weight', question([need('A', { weight: NaN })], 100), 'needs.A/play.weight', 'weight'],
    ['half a thing', question([need('A', { count: 0.5 })], 100), 'needs.A/play', 'counts'],
    ['negative promises', ask({ promised: [{ ...place, million: -1 }] }), 'promised.A/play', 'amount'],
    ['nothing to build at all', question([need('B', { count: 0 })], 100), 'needs', 'nothing-to-build'],
    ['no needs', question([], 100), 'needs', 'nothing-to-build'],
    ['an unknown kind first', ask({ firstEverywhere: 'pool' }), 'firstEverywhere', 'unknown-intervention'],
    ['no time', ask({ secondsLimit: 0 }), 'secondsLimit', 'time-limit'],
    [
      'a pin in an unknown place',
      ask({ pinned: [{ code: 'Z', intervention: 'play', count: 1 }] }),
      'pinned.Z/play',
      'unknown-place',
    ],
    ['more pinned than lacking', ask({ pinned: [{ ...place, count: 4 }] }), 'pinned.A/play', 'pin'],
    [
      'pinned in and out',
      ask({ pinned: [{ ...place, count: 1 }], excluded: [place] }),
      'pinned.A/play',
      'pin',
    ],
    ['pinned without land', ask({ pinned: [{ ...place, count: 1 }], landReady: [] }), 'pinned.A/play', 'pin'],
    [
      'an unknown district',
      ask({ districts: [{ district: '9', minMillion: 1, maxMillion: null }] }),
      'districts.9',
      'unknown-district',
    ],
    [
      'a district with nothing to build',
      ask({ districts: [{ district: '2', minMillion: 1, maxMillion: null }] }),
      'districts.2',
      'district-minimum',
    ],
    [
      'a minimum above the maximum',
      ask({ districts: [{ district: '1', minMillion: 20, maxMillion: 10 }] }),
      'districts.1',
      'limits-crossed',
    ],
  ])('%s', (_, asked, at, kind) => {
    const problems = allocationProblems(asked)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ at, kind })
    expect(problems[0]!.message.vi).not.toBe('')
    expect(problems[0]!.message.en).not.toContain('NaN million')
  })

  test('minimums that add to more than the whole budget', () => {
    const three = [need('A', { count: 9 }), need('B', { count: 9, district: '2' })]
    const asked = question(three, 100, {
      districts: [
        { district: '1', minMillion: 60, maxMillion: null },
        { district: '2', minMillion: 50, maxMillion: null },
      ],
    })
    expect(allocationProblems(asked)).toMatchObject([
      { kind: 'minimums-over-budget', message: { en: expect.stringContaining('110 million đồng') } },
    ])
  })
})

describe('costs', () => {
  const intervention: Intervention = {
    ...playArea,
    target: 'kh50',
    yearsOfUse: null,
    landM2: null,
    status: 'reported',
    source: 'S',
    reachSource: 'S',
  }

  test('go by the zone; an unknown zone costs what the dearest does', () => {
    expect([0, 1, 2, 3, null].map((zone) => costIn(intervention, zone))).toEqual([40, 50, 60, 70, 70])
  })

  test('a scenario has its own, which are then an estimate', () => {
    const changed = withCosts([intervention], [{ intervention: 'play-area', costMillion: { 3: 90 } }])
    expect(changed.problems).toEqual([])
    expect(changed.interventions[0]).toMatchObject({
      costMillion: { 0: 40, 1: 50, 2: 60, 3: 90 },
      status: 'estimated',
    })
  })

  test('a negative cost or an unknown kind is refused, and nothing is changed', () => {
    const wrong = withCosts(
      [intervention],
      [
        { intervention: 'play-area', costMillion: { 3: -90 } },
        { intervention: 'pool', costMillion: { 3: 90 } },
      ],
    )
    expect(wrong.problems.map(({ kind, at }) => [kind, at])).toEqual([
      ['cost', 'costs.play-area.3'],
      ['unknown-intervention', 'costs.pool'],
    ])
    expect(wrong.interventions).toEqual([intervention])
  })
})
