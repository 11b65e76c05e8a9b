import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import type { Collision, Mend } from '#domain/allocation/collisions'
import { allocationProblems } from '#domain/allocation/problems'
import type { Solver } from '#domain/allocation/program'
import type { AllocationQuestion } from '#domain/allocation/question'
import { samePlace } from '#domain/allocation/question'
import { loadSolver } from '../../server/solver'
import { need, question } from '../fixtures/needs'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

function collision(asked: AllocationQuestion): Collision {
  const answer = allocate(asked, solver)
  if (answer.kind !== 'infeasible') throw new Error(`not infeasible: ${answer.kind}`)
  return answer.collision
}

/** The question with one limit changed as a mend proposes. */
function mended(asked: AllocationQuestion, { constraint, to }: Mend): AllocationQuestion {
  const limits = (key: 'minMillion' | 'maxMillion', district: string) =>
    asked.districts.map((limit) => (limit.district === district ? { ...limit, [key]: to } : limit))
  const minimums = (key: 'things' | 'percent', intervention: string) =>
    asked.minimums.map((one) => (one.intervention === intervention ? { ...one, [key]: to } : one))
  switch (constraint.kind) {
    case 'budget':
      return { ...asked, budgetMillion: to }
    case 'share':
      return { ...asked, favouredPercent: to }
    case 'district-minimum':
      return { ...asked, districts: limits('minMillion', constraint.district) }
    case 'district-maximum':
      return { ...asked, districts: limits('maxMillion', constraint.district) }
    case 'kind-minimum':
      return { ...asked, minimums: minimums('things', constraint.intervention) }
    case 'kind-share':
      return { ...asked, minimums: minimums('percent', constraint.intervention) }
    case 'pin':
      return {
        ...asked,
        pinned: asked.pinned.map((pin) => (samePlace(pin, constraint) ? { ...pin, count: to } : pin)),
      }
  }
}

describe('rules that cannot be kept together', () => {
  const needs = [
    need('A', { count: 5, favoured: true }),
    need('B', { count: 5, district: '2' }),
    need('C', { count: 5, district: '3' }),
  ]

  test('pins that cost more than the budget: raise it or pin fewer', () => {
    const pinned = [{ code: 'B', intervention: 'play', count: 4 }]
    expect(collision(question(needs, 25, { pinned }))).toEqual({
      colliding: [{ kind: 'budget' }, { kind: 'pin', code: 'B', intervention: 'play' }],
      mends: [
        // 4 to 2 is half of the pin, 25 to 40 is 60 % of the budget
        { constraint: { kind: 'pin', code: 'B', intervention: 'play' }, from: 4, to: 2 },
        { constraint: { kind: 'budget' }, from: 25, to: 40 },
      ],
      together: [],
    })
  })

  test('a district minimum against the share: only these two are named', () => {
    const { colliding, mends } = collision(
      question(needs, 60, {
        favouredPercent: 60,
        districts: [
          { district: '2', minMillion: 40, maxMillion: null },
          { district: '3', minMillion: null, maxMillion: 50 },
        ],
      }),
    )
    // the favoured can use 50 at most, which is 56 % beside 40 whatever the budget
    expect(colliding).toEqual([{ kind: 'share' }, { kind: 'district-minimum', district: '2' }])
    expect(mends).toEqual([
      { constraint: { kind: 'share' }, from: 60, to: 33 }, // 20 beside 40, within the budget
      { constraint: { kind: 'district-minimum', district: '2' }, from: 40, to: 20 }, // beside 30
    ])
  })

  test('two collisions at once are mended by two changes', () => {
    const { mends, together } = collision(
      question(needs, 100, {
        pinned: [
          { code: 'B', intervention: 'play', count: 3 },
          { code: 'C', intervention: 'play', count: 2 },
        ],
        districts: [
          { district: '2', minMillion: null, maxMillion: 20 },
          { district: '3', minMillion: null, maxMillion: 10 },
        ],
      }),
    )
    expect(mends).toEqual([])
    expect(together).toHaveLength(2)
    expect(together.map(({ constraint }) => 'district' in constraint || constraint.kind === 'pin')).toEqual([
      true,
      true,
    ])
  })

  test('every mend makes a plan possible, and the budget proposed is the least', () => {
    const impossible = fc.record({
      counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
      costs: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
      budget: fc.integer({ min: 1, max: 30 }),
      percent: fc.constantFrom(0, 50, 90),
      minimum: fc.integer({ min: 0, max: 20 }),
      maximum: fc.integer({ min: 0, max: 20 }),
      pin: fc.integer({ min: 0, max: 4 }),
    })
    let seen = 0
    fc.assert(
      fc.property(impossible, ({ counts, costs, budget, percent, minimum, maximum, pin }) => {
        const four = counts.map((count, i) =>
          need('ABCD'[i]!, {
            count,
            unitCostMillion: costs[i]!,
            district: i < 2 ? '1' : '2',
            favoured: i % 2 === 0,
          }),
        )
        const asked = question(four, budget, {
          favouredPercent: percent,
          districts: [
            { district: '1', minMillion: minimum, maxMillion: null },
            { district: '2', minMillion: null, maxMillion: maximum },
          ],
          pinned: [{ code: 'D', intervention: 'play', count: pin }],
        })
        if (allocationProblems(asked).length > 0) return
        const answer = allocate(asked, solver)
        if (answer.kind !== 'infeasible') return
        seen += 1
        const { mends, together, colliding } = answer.collision
        expect(colliding.length).toBeGreaterThan(0)
        expect(mends.length + together.length).toBeGreaterThan(0)
        for (const mend of mends) {
          expect(allocate(mended(asked, mend), solver).kind).toBe('planned')
          if (mend.constraint.kind !== 'budget') continue
          expect(allocate({ ...asked, budgetMillion: mend.to - 1 }, solver).kind).not.toBe('planned')
        }
        if (together.length > 0) {
          expect(allocate(together.reduce(mended, asked), solver).kind).toBe('planned')
        }
      }),
      { numRuns: 300, seed: 30 },
    )
    expect(seen).toBeGreaterThan(20)
  })
})
