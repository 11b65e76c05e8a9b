import fc from 'fast-check'
import loadHighs from 'highs'
import { beforeAll, describe, expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import { coverageSteps, gapGains, thingsFor, wantsFirst } from '#domain/allocation/build'
import { solverFrom } from '#domain/allocation/highs'
import type { Call } from '#domain/allocation/highs-call'
import { boundsOf, solveWhole } from '#domain/allocation/highs-call'
import { searchByTallies } from '#domain/allocation/highs-search'
import { landRules } from '#domain/allocation/land'
import { broken } from '#domain/allocation/ledger'
import type { Need } from '#domain/allocation/needs'
import type { Program, Solver } from '#domain/allocation/program'
import { holds, objectiveAt } from '#domain/allocation/program'
import type { AllocationQuestion } from '#domain/allocation/question'
import { objectives } from '#domain/allocation/question'
import type { Counts, Terms } from '#domain/allocation/terms'
import { benefitOf, key, termsOf } from '#domain/allocation/terms'
import { need, question } from '../fixtures/needs'

let solver: Solver
let call: Omit<Call, 'program'>
beforeAll(async () => {
  const highs = await loadHighs()
  solver = solverFrom(highs)
  call = { highs, shouldStop: () => false }
})

const someNeed = (code: string): fc.Arbitrary<Need> =>
  fc
    .record({
      count: fc.integer({ min: 0, max: 3 }),
      childrenEach: fc.integer({ min: 0, max: 12 }),
      last: fc.integer({ min: 0, max: 12 }),
      provided: fc.integer({ min: 0, max: 20 }),
      existing: fc.constantFrom(0, 1, null),
      unitCostMillion: fc.integer({ min: 0, max: 12 }),
      weight: fc.constantFrom(0, 0.25, 0.5, 0.999, 1),
      favoured: fc.boolean(),
      district: fc.constantFrom('1', '2'),
      intervention: fc.constantFrom('play', 'room'),
      land: fc.constantFrom(
        null,
        { ready: 1, missing: 1, status: 'reported' as const },
        { ready: 0, missing: 0, status: 'reported' as const },
      ),
    })
    .map(({ last, ...parts }) => {
      const childrenLast = Math.min(last, parts.childrenEach)
      const reached = parts.count === 0 ? 0 : (parts.count - 1) * parts.childrenEach + childrenLast
      return need(code, { ...parts, childrenLast, children: parts.provided + reached })
    })

const someNeeds = fc
  .tuple(someNeed('A'), someNeed('B'), someNeed('C'), someNeed('D'))
  .filter((needs) => needs.some(({ count }) => count > 0))

const someQuestion = someNeeds.chain((needs) =>
  fc.record({
    needs: fc.constant(needs),
    budgetMillion: fc.integer({ min: 1, max: 60 }),
    objective: fc.constantFrom(...objectives),
    favouredPercent: fc.constantFrom(0, 0, 30, 60, 100),
    firstEverywhere: fc.constantFrom(null, needs[0].intervention),
    districts: fc.constantFrom<AllocationQuestion['districts'][]>(
      [],
      [],
      [{ district: needs[0].district, minMillion: 6, maxMillion: null }],
      [{ district: needs[1].district, minMillion: null, maxMillion: 9 }],
    ),
    pinned: fc.constantFrom([], [], [{ code: 'A', intervention: needs[0].intervention, count: 1 }]),
    excluded: fc.constantFrom([], [], [{ code: 'D', intervention: needs[3].intervention }]),
    promised: fc.constantFrom([], [{ code: 'B', intervention: needs[1].intervention, million: 7 }]),
    minimums: fc.constantFrom<AllocationQuestion['minimums'][]>(
      [],
      [],
      [{ intervention: needs[0].intervention, things: 1, percent: null }],
      [{ intervention: needs[1].intervention, things: null, percent: 40 }],
    ),
    landRule: fc.constantFrom('any' as const, ...landRules),
    landReady: fc.constant(null),
    secondsLimit: fc.constant(20),
  }),
)

/** Every plan there is, the plain way. */
function everyPlan(terms: readonly Terms[]): Counts[] {
  return terms.reduce<number[][]>(
    (plans, { most }) =>
      plans.flatMap((plan) => Array.from({ length: most + 1 }, (_, count) => [...plan, count])),
    [[]],
  )
}

/** What a plan is worth, the most important first. */
function worthOf(asked: AllocationQuestion, terms: readonly Terms[], counts: Counts): number[] {
  const gains = gapGains(terms)
  const countOf = (i: number) => counts[i] ?? 0
  const steps = coverageSteps.map(
    (step) =>
      terms.filter((one, i) => {
        const wanted = thingsFor(one, step)
        return wanted !== null && countOf(i) >= wanted
      }).length,
  )
  const first = asked.firstEverywhere
  return [
    first === null ? 0 : terms.filter((one, i) => wantsFirst(one, first) && countOf(i) > 0).length,
    ...(asked.objective === 'worst-off' ? steps : []),
    terms.reduce(
      (sum, one, i) =>
        sum +
        (asked.objective === 'gap'
          ? (gains.get(one.need.intervention) ?? 0) * countOf(i)
          : benefitOf(one, countOf(i))),
      0,
    ),
  ]
}

const compareWorth = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((found, value, i) => found || value - (b[i] ?? 0), 0)

const countsFrom = (
  terms: readonly Terms[],
  chosen: readonly { code: string; intervention: string; count: number }[],
) => terms.map(({ need }) => chosen.find((one) => key(one) === key(need))?.count ?? 0)

describe('against every plan there is', () => {
  test('no plan that keeps the rules is better, and none exists where none is found', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const answer = allocate(asked, solver)
        if (answer.kind === 'refused') return
        const terms = termsOf(asked)
        const allowed = everyPlan(terms).filter((counts) => broken(asked, terms, counts).length === 0)
        expect(answer.kind).toBe(allowed.length === 0 ? 'infeasible' : 'planned')
        if (answer.kind !== 'planned') return
        const best = allowed
          .map((counts) => worthOf(asked, terms, counts))
          .reduce((a, b) => (compareWorth(b, a) > 0 ? b : a))
        expect(worthOf(asked, terms, countsFrom(terms, answer.chosen))).toEqual(best)
        expect(answer.exactness.isProved).toBe(true)
      }),
      { numRuns: 400, seed: 20 },
    )
  })

  test('every plan keeps every rule, and so does its sum of money', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const answer = allocate(asked, solver)
        if (answer.kind !== 'planned') return
        const terms = termsOf(asked)
        expect(broken(asked, terms, countsFrom(terms, answer.chosen))).toEqual([])
        const { totals, funded } = answer.plan
        expect(funded.reduce((sum, { costMillion }) => sum + costMillion, 0)).toBe(totals.spentMillion)
        expect(totals.spentMillion + totals.leftoverMillion).toBe(asked.budgetMillion)
        expect(totals.spentMillion).toBeLessThanOrEqual(asked.budgetMillion)
      }),
      { numRuns: 200, seed: 21 },
    )
  })

  test('more money never reaches fewer weighted children', () => {
    fc.assert(
      fc.property(someQuestion, fc.integer({ min: 1, max: 20 }), (asked, more) => {
        const less = { ...asked, objective: 'children' as const, firstEverywhere: null }
        const before = allocate(less, solver)
        const after = allocate({ ...less, budgetMillion: less.budgetMillion + more }, solver)
        if (before.kind !== 'planned') return
        if (after.kind !== 'planned') throw new Error('a larger budget has no plan')
        expect(after.plan.totals.weightedChildren).toBeGreaterThanOrEqual(before.plan.totals.weightedChildren)
      }),
      { numRuns: 150, seed: 22 },
    )
  })

  test('the same question has the same answer, in whatever order its needs come', () => {
    fc.assert(
      fc.property(someQuestion, (asked) => {
        const withoutTime = (one: AllocationQuestion) => {
          const answer = allocate(one, solver)
          return answer.kind === 'planned' ? { ...answer, exactness: null } : answer
        }
        expect(withoutTime({ ...asked, needs: [...asked.needs].reverse() })).toEqual(withoutTime(asked))
      }),
      { numRuns: 100, seed: 23 },
    )
  })
})

describe('the search by tallies', () => {
  /** Many things of two prices, a budget, and perhaps a share that dear things must fill. */
  const someProgram: fc.Arbitrary<Program> = fc
    .record({
      gains: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 12, maxLength: 40 }),
      budget: fc.integer({ min: 30, max: 400 }),
      percent: fc.constantFrom(0, 40, 60),
      dear: fc.integer({ min: 17, max: 83 }),
    })
    .map(({ gains, budget, percent, dear }) => {
      const isFavoured = (i: number) => i % 3 === 0
      const costs = gains.map((_, i) => (i % 4 === 0 ? dear : 5))
      const columns = gains.map((_, i) => i)
      const alikeBy = (of: (i: number) => boolean) => columns.filter(of)
      return {
        objective: gains,
        upper: gains.map((_, i) => 1 + (i % 3)),
        rows: [
          { columns, values: costs, atLeast: null, atMost: budget },
          {
            columns,
            values: costs.map((cost, i) => cost * ((isFavoured(i) ? 100 : 0) - percent)),
            atLeast: 0,
            atMost: null,
          },
        ],
        alike: [
          alikeBy((i) => i % 4 === 0 && isFavoured(i)),
          alikeBy((i) => i % 4 === 0 && !isFavoured(i)),
          alikeBy((i) => i % 4 !== 0 && isFavoured(i)),
          alikeBy((i) => i % 4 !== 0 && !isFavoured(i)),
        ],
      }
    })

  test('finds what the solver finds when it is given the whole programme', () => {
    fc.assert(
      fc.property(someProgram, (program) => {
        const searched = searchByTallies({ ...call, program }, 20)
        const whole = solveWhole({ ...call, program }, program.rows, boundsOf(program), 20)
        expect(searched.status).toBe('optimal')
        expect(objectiveAt(program.objective, searched.values)).toBe(
          objectiveAt(program.objective, whole.values),
        )
        expect(program.rows.every((row) => holds(row, searched.values))).toBe(true)
        expect(searched.bound).toBe(objectiveAt(program.objective, searched.values))
      }),
      { numRuns: 150, seed: 24 },
    )
  })

  test('says so when nothing is possible', () => {
    const program: Program = {
      objective: [1, 2],
      upper: [1, 1],
      rows: [{ columns: [0, 1], values: [2, 2], atLeast: 3, atMost: 3 }],
      alike: [[0, 1]],
    }
    expect(searchByTallies({ ...call, program }, 5).status).toBe('infeasible')
  })

  test('stops when it is asked to, with what it has', () => {
    const needs = Array.from({ length: 300 }, (_, i) =>
      need(`${1000 + i}`, {
        childrenEach: 7 + ((i * 37) % 91),
        unitCostMillion: 11 + ((i * 53) % 17),
        count: 3,
      }),
    )
    const stopping = solverFrom(call.highs, () => true)
    const answer = allocate(question(needs, 2500), stopping)
    if (answer.kind !== 'planned') throw new Error(answer.kind)
    expect(answer.exactness.isProved).toBe(false)
    expect(answer.exactness.gapPercent).toBeGreaterThan(0)
    expect(answer.plan.totals.spentMillion).toBeLessThanOrEqual(2500)
  })
})
