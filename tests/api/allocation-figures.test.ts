import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from '#domain/allocation/allocate'
import type { PlanFigures } from '#domain/allocation/from-figures'
import { questionFromFigures } from '#domain/allocation/from-figures'
import { landRules } from '#domain/allocation/land'
import { objectives } from '#domain/allocation/question'
import type { AllocationRequest } from '#domain/allocation/request'
import { allocationQuestionOf } from '#domain/allocation/request'
import type { Vintage } from '#domain/units'
import { loadSolver } from '../../server/solver'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
}, 60_000)
afterAll(() => api.close())

type Area = Pick<AllocationRequest, 'vintage' | 'period' | 'area' | 'illustrative'>

const areas: Area[] = [
  { vintage: '2024', period: '2025-H1', area: '10', illustrative: true },
  { vintage: '2024', period: '2025-H1', area: '085', illustrative: true },
  { vintage: '2025', period: '2025-H2', area: '15', illustrative: true },
  { vintage: '2024', period: '2024-H2', area: '10', illustrative: false },
].map((area) => ({ ...area, vintage: area.vintage as Vintage }))

const kept = new Map<string, PlanFigures>()

/** What a page has been told, over the wire. */
async function figuresOf({ vintage, period, area, illustrative }: Area): Promise<PlanFigures> {
  const query = new URLSearchParams({ vintage, period, area, illustrative: String(illustrative) })
  const known = kept.get(`${query}`)
  if (known) return known
  const [figures, gaps] = await Promise.all(
    ['priority', 'allocation'].map(async (part) => {
      const answer = await api.get(`/api/${part}/figures?${query}`)
      expect(answer.status).toBe(200)
      return answer.json() as Promise<PlanFigures & PlanFigures['gaps']>
    }),
  )
  expect(gaps!.dataVersion).toBe(figures!.dataVersion)
  const all = { ...figures!, gaps: gaps! }
  kept.set(`${query}`, all)
  return all
}

const request: Omit<AllocationRequest, keyof Area> = {
  rules: [],
  weights: { 'play-areas': 0.6, children: 0.4 },
  end: 'worst',
  interventions: ['play-area', 'preschool-room'],
  costs: [],
  weighting: 'priority',
  share: { rule: 'zone-iii', percent: 60 },
  budgetMillion: 20_000,
  objective: 'children',
  districts: [],
  firstEverywhere: null,
  pinned: [],
  excluded: [],
  promised: [],
  minimums: [],
  landRule: 'any',
  landReady: null,
  secondsLimit: 10,
}

test(
  'a page that knows the figures asks the very question that the server asks',
  { timeout: 120_000 },
  async () => {
    const { dataset, priority, interventions } = api.published()
    const kinds = interventions.map(({ id }) => id)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...areas),
        fc.record({
          interventions: fc.subarray(kinds, { minLength: 1 }),
          end: fc.constantFrom('worst' as const, 'best' as const),
          weighting: fc.constantFrom('priority' as const, 'equal' as const),
          objective: fc.constantFrom(...objectives),
          landRule: fc.constantFrom(...landRules),
          rules: fc.subarray(priority.rules.map(({ id }) => id)),
          share: fc.option(
            fc.record({ rule: fc.constantFrom(...priority.rules.map(({ id }) => id)), percent: fc.nat(100) }),
          ),
          budgetMillion: fc.integer({ min: 1, max: 100_000 }),
          costs: fc.constantFrom([], [{ intervention: kinds[0]!, costMillion: { 3: 75 } }]),
        }),
        async (area, choice) => {
          const asked: AllocationRequest = { ...request, ...area, ...choice }
          const here = questionFromFigures(await figuresOf(area), asked)
          const there = allocationQuestionOf(dataset, priority, interventions, asked)
          // faults of what is asked of the needs are found by the page at once, by the server a step later
          if (here.kind === 'asked') expect(here).toEqual(there)
          else if (there.kind === 'refused') expect(here.problems).toEqual(there.problems)
          else {
            const solver = await loadSolver()
            expect(allocate(there.question.question, solver)).toEqual(here)
          }
        },
      ),
      { numRuns: 60 },
    )
  },
)
