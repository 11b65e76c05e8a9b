import { beforeAll, describe, expect, test } from 'vitest'
import type { AllocationAnswer } from '#domain/allocation/allocate'
import { allocate } from '#domain/allocation/allocate'
import type { Need } from '#domain/allocation/needs'
import { curveOf, nextAfter, yearsToTarget } from '#domain/allocation/outlook'
import type { Solver } from '#domain/allocation/program'
import type { AllocationQuestion } from '#domain/allocation/question'
import { loadSolver } from '../../server/solver'
import { need, question } from '../fixtures/needs'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

function planned(asked: AllocationQuestion): Extract<AllocationAnswer, { kind: 'planned' }> {
  const answer = allocate(asked, solver)
  if (answer.kind !== 'planned') throw new Error(`not planned: ${JSON.stringify(answer)}`)
  return answer
}

/** What is built as `code:count` or `code/kind:count`. */
const chosen = (asked: AllocationQuestion) =>
  planned(asked).chosen.map(({ code, intervention, count }) =>
    intervention === 'play' ? `${code}:${count}` : `${code}/${intervention}:${count}`,
  )

describe('reaching most children', () => {
  // by worth A comes first (100 for 60), but it leaves 40 that buy nothing
  const knapsack = [
    need('A', { count: 2, unitCostMillion: 60, childrenEach: 100 }),
    need('B', { unitCostMillion: 50, childrenEach: 80 }),
    need('C', { unitCostMillion: 50, childrenEach: 70 }),
  ]

  test('the best plan beats spending by worth alone, and the difference is told', () => {
    const { chosen, plan, exactness, greedy } = planned(question(knapsack, 100))
    expect(chosen).toEqual([
      { code: 'B', intervention: 'play', count: 1 },
      { code: 'C', intervention: 'play', count: 1 },
    ])
    expect(plan.totals).toMatchObject({ spentMillion: 100, leftoverMillion: 0, children: 150 })
    expect(exactness).toMatchObject({ isProved: true, gapPercent: 0 })
    expect(greedy.chosen).toEqual([{ code: 'A', intervention: 'play', count: 1 }])
    expect(greedy.behind.children).toBe(50)
  })

  test('children count with the weight of their commune', () => {
    const needs = [need('A', { childrenEach: 10, weight: 0.5 }), need('B', { childrenEach: 6, weight: 0.9 })]
    expect(chosen(question(needs, 10))).toEqual(['B:1']) // 5.4 against 5.0
    expect(planned(question(needs, 10)).plan.totals).toMatchObject({ children: 6, weightedChildren: 5.4 })
  })

  test('the last room reaches only the children who are left', () => {
    const rooms = [
      need('A', { count: 2, childrenEach: 25, childrenLast: 5, children: 30 }),
      need('B', { count: 1, childrenEach: 25, childrenLast: 8, children: 8 }),
    ]
    expect(chosen(question(rooms, 20))).toEqual(['A:1', 'B:1'])
    expect(planned(question(rooms, 30)).plan.totals.children).toBe(38)
  })

  test('of things that are alike those of smaller codes are built, whatever order they are asked in', () => {
    const alike = ['D', 'B', 'C', 'A'].map((code) => need(code, { count: 2 }))
    expect(chosen(question(alike, 50))).toEqual(['A:2', 'B:2', 'C:1'])
    expect(planned(question([...alike].reverse(), 50)).chosen).toEqual(planned(question(alike, 50)).chosen)
  })

  test('nothing is built that brings nothing', () => {
    const needs = [need('A', { weight: 0 }), need('B'), need('C', { childrenEach: 0 })]
    expect(chosen(question(needs, 100))).toEqual(['B:1'])
  })
})

describe('other objectives', () => {
  test('the gap counts every kind by its own size, not by its children', () => {
    const needs = [
      need('A', { count: 4, childrenEach: 1 }),
      need('B', { intervention: 'room', count: 2, childrenEach: 25, unitCostMillion: 30 }),
    ]
    // a play area closes a quarter of its gap for 10, a room half of its own for 30
    expect(chosen(question(needs, 40, { objective: 'gap' }))).toEqual(['A:4'])
    expect(planned(question(needs, 40, { objective: 'gap' })).plan.totals.gapClosed).toBe(0.5)
    expect(chosen(question(needs, 40, { objective: 'children' }))).toEqual(['A:1', 'B/room:1'])
  })

  test('worst-off lifts the lowest coverage before it reaches many', () => {
    const needs = [
      need('A', { count: 2, childrenEach: 500, children: 2000, provided: 1000 }), // at half
      need('B', { count: 2, childrenEach: 5, children: 10, provided: 0 }), // at nothing
      need('C', { count: 2, childrenEach: 5, children: 10, provided: 0 }),
    ]
    expect(chosen(question(needs, 20))).toEqual(['A:2'])
    expect(chosen(question(needs, 20, { objective: 'worst-off' }))).toEqual(['B:1', 'C:1'])
    // 50, 50 and 100 % are better than 50, 50 and 75 %
    expect(chosen(question(needs, 30, { objective: 'worst-off' }))).toEqual(['B:2', 'C:1'])
  })
})

describe('rules', () => {
  const two = [
    need('A', { count: 5 }),
    need('B', { count: 5, childrenEach: 4, district: '2', favoured: true }),
  ]

  test('a share of the money spent is kept for favoured communes', () => {
    expect(chosen(question(two, 50))).toEqual(['A:5'])
    expect(chosen(question(two, 50, { favouredPercent: 60 }))).toEqual(['A:2', 'B:3'])
    // 100 % for them alone, and what they do not need stays
    expect(planned(question(two, 90, { favouredPercent: 100 })).plan.totals).toMatchObject({
      spentMillion: 50,
      leftoverMillion: 40,
    })
  })

  test('districts have their minimum and maximum', () => {
    const districts = [{ district: '2', minMillion: 20, maxMillion: null }]
    expect(chosen(question(two, 50, { districts }))).toEqual(['A:3', 'B:2'])
    const capped = [{ district: '1', minMillion: null, maxMillion: 25 }]
    expect(chosen(question(two, 100, { districts: capped }))).toEqual(['A:2', 'B:5'])
  })

  test('every commune without one gets one first, those with the most children if the money is short', () => {
    const needs = [
      need('A', { count: 9, childrenEach: 100, existing: 1 }),
      need('B', { childrenEach: 1 }),
      need('C', { childrenEach: 3, existing: null }),
      need('D', { childrenEach: 2 }),
    ]
    expect(chosen(question(needs, 40, { firstEverywhere: 'play' }))).toEqual(['A:1', 'B:1', 'C:1', 'D:1'])
    const short = planned(question(needs, 20, { firstEverywhere: 'play' }))
    expect(short.chosen.map(({ code }) => code)).toEqual(['C', 'D'])
    expect(short.plan.notes).toEqual([{ kind: 'without-first', intervention: 'play', codes: ['B'] }])
  })

  test('pinned things are built, excluded ones are not', () => {
    const pinned = [{ code: 'B', intervention: 'play', count: 2 }]
    expect(chosen(question(two, 30, { pinned }))).toEqual(['A:1', 'B:2'])
    expect(chosen(question(two, 30, { excluded: [{ code: 'A', intervention: 'play' }] }))).toEqual(['B:3'])
  })

  test('only where land is ready, unless a kind needs none', () => {
    const needs = [need('A'), need('B', { childrenEach: 5 }), need('C', { childrenEach: 1, landM2: 0 })]
    const landReady = [{ code: 'B', intervention: 'play' }]
    const { plan } = planned(question(needs, 100, { landReady }))
    expect(plan.funded.map(({ code }) => code)).toEqual(['B', 'C'])
    expect(plan.unfunded).toEqual([
      { code: 'A', intervention: 'play', district: '1', count: 1, reason: { kind: 'land' } },
    ])
  })

  test('promised money pays for the first things, and only there', () => {
    const promised = [{ code: 'B', intervention: 'play', million: 25 }]
    const { chosen, plan } = planned(question(two, 20, { promised }))
    // two of B for nothing; a third would take 5 of the budget, which two of A use better
    expect(chosen.map(({ code, count }) => `${code}:${count}`)).toEqual(['A:2', 'B:2'])
    expect(plan.funded.find(({ code }) => code === 'B')).toMatchObject({
      costMillion: 0,
      promisedMillion: 20,
    })
    expect(plan.totals).toMatchObject({ spentMillion: 20, promisedUsedMillion: 20 })
  })

  test('promised money cannot be left unused to spend more where a minimum must be met', () => {
    const needs = [need('A', { count: 3 }), need('B', { count: 1, childrenEach: 1, district: '2' })]
    const answer = allocate(
      question(needs, 30, {
        promised: [{ code: 'B', intervention: 'play', million: 6 }],
        districts: [{ district: '2', minMillion: 4, maxMillion: 4 }],
      }),
      solver,
    )
    expect(answer).toMatchObject({ kind: 'planned', plan: { totals: { spentMillion: 24 } } })
  })
})

describe('reasons', () => {
  const needs = [
    need('A', { count: 2, childrenEach: 30 }),
    need('B', { childrenEach: 20, favoured: true, district: '2' }),
    need('C', { childrenEach: 25, unitCostMillion: 40 }),
  ]

  test('say why something is built and why something is not', () => {
    const { plan } = planned(
      question(needs, 40, {
        pinned: [{ code: 'A', intervention: 'play', count: 1 }],
        districts: [{ district: '2', minMillion: 5, maxMillion: null }],
      }),
    )
    expect(plan.funded.map(({ code, reasons }) => [code, reasons.map(({ kind }) => kind)])).toEqual([
      ['A', ['pinned', 'worth']],
      ['B', ['district-minimum', 'worth']],
    ])
    expect(plan.funded[0]?.reasons[1]).toEqual({ kind: 'worth', childrenPerBillion: 3000, place: 1 })
    expect(plan.unfunded).toEqual([
      {
        code: 'C',
        intervention: 'play',
        district: '1',
        count: 1,
        reason: { kind: 'budget', costMillion: 40, leftoverMillion: 10, leastBuiltPerBillion: 2000 },
      },
    ])
  })

  test('coverage before and after, by commune, district and in all', () => {
    const { plan } = planned(question(needs, 30))
    expect(plan.coverage.whole).toEqual([
      {
        code: '',
        intervention: 'play',
        children: 105,
        before: 0,
        after: 80,
        lackingBefore: 4,
        lackingAfter: 1,
      },
    ])
    expect(plan.coverage.districts.map(({ code, after }) => [code, after])).toEqual([
      ['1', 60],
      ['2', 20],
    ])
    expect(plan.coverage.spreads).toEqual([
      {
        intervention: 'play',
        before: { lowest: 0, highest: 0 },
        after: { lowest: 60 / 85, highest: 1 },
      },
    ])
  })

  test('a budget above all needs says what is left over', () => {
    const { plan } = planned(question(needs, 100))
    expect(plan.notes).toEqual([{ kind: 'budget-exceeds-needs', needsMillion: 70, leftoverMillion: 30 }])
  })

  test('running cost is unknown as soon as one part of it is', () => {
    expect(planned(question(needs, 30)).plan.totals.runningMillion).toBe(3)
    const partly = [...needs.slice(1), need('A', { runningMillion: null })]
    expect(planned(question(partly, 30)).plan.totals.runningMillion).toBeNull()
  })
})

describe('outlook', () => {
  const needs: Need[] = [need('A', { count: 3, childrenEach: 5 }), need('B', { count: 2, childrenEach: 9 })]

  test('more money adds to the plan without taking anything back', () => {
    const asked = question(needs, 20)
    const next = nextAfter(asked, planned(asked).chosen, solver, 15)
    expect(next).toMatchObject({ added: [{ code: 'A', intervention: 'play', count: 1 }], isProved: true })
  })

  test('the curve rises to all needs', () => {
    const curve = curveOf(question(needs, 20), solver, 10, 50, 5)
    expect(curve.map(({ budgetMillion, totals }) => [budgetMillion, totals?.children])).toEqual([
      [10, 9],
      [20, 18],
      [30, 23],
      [40, 28],
      [50, 33],
    ])
  })

  test('the curve has no figure where the rules take more than the budget', () => {
    const pinned = [{ code: 'A', intervention: 'play', count: 3 }]
    const curve = curveOf(question(needs, 20, { pinned }), solver, 10, 50, 5)
    expect(curve.map(({ totals }) => totals?.children ?? null)).toEqual([null, null, 15, 24, 33])
  })

  test('years to the target go by the budget or by the slowest district', () => {
    expect(yearsToTarget(question(needs, 20))).toEqual({
      needsMillion: 50,
      years: 3,
      heldUpBy: null,
      outlastsUse: false,
    })
    const slow = [{ district: '1', minMillion: null, maxMillion: 4 }]
    expect(yearsToTarget(question(needs, 20, { districts: slow }))).toMatchObject({
      years: 13,
      heldUpBy: '1',
      outlastsUse: true, // things last 10 years
    })
    const never = [{ district: '1', minMillion: null, maxMillion: 0 }]
    expect(yearsToTarget(question(needs, 20, { districts: never }))).toMatchObject({ years: null })
  })
})
