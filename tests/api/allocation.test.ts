import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { AllocationAnswerSchema, CurveAnswerSchema } from '../../server/routes/allocation-answer'
import { ProblemSchema } from '../../server/routes/problem'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
})
afterAll(() => api.close())

/** What the committee asks: 20 billion, at least 60 % to zone III, every commune first gets one. */
const committee = {
  vintage: '2024',
  period: '2025-H1',
  budgetMillion: 20_000,
  share: { rule: 'zone-iii', percent: 60 },
  firstEverywhere: 'play-area',
}

type Answer = z.infer<typeof AllocationAnswerSchema>
async function ask(body: object): Promise<Answer> {
  const answer = await api.post('/api/allocation', { ...committee, ...body })
  expect(answer.status).toBe(200)
  return AllocationAnswerSchema.parse(await answer.json())
}

function planned({ answer }: Answer) {
  if (answer.kind !== 'planned') throw new Error(`no plan: ${JSON.stringify(answer)}`)
  return answer
}

async function refusal(body: object, language = 'en') {
  const answer = await api.post('/api/allocation', { ...committee, ...body }, { 'Accept-Language': language })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  return ProblemSchema.parse(await answer.json())
}

/** A made-up count of a commune, straight from the rows that ship. */
const shipped = (code: string, measure: string) =>
  api.shipped.illustrative.find(
    (row) =>
      row.vintage === '2024' && row.code === code && row.measure === measure && row.period === '2025-H1',
  )!.value

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('the plan of the committee', () => {
  test('adds up: money, children, share and the first in every commune, counted here', async () => {
    const { plan, exactness } = planned(await ask({}))
    const { funded, totals } = plan
    expect(exactness.isProved).toBe(true)
    const cost = sum(funded.map(({ count, unitCostMillion }) => count * unitCostMillion))
    expect(cost).toBe(totals.spentMillion)
    expect(cost).toBeLessThanOrEqual(20_000)
    expect(totals.leftoverMillion).toBe(20_000 - cost)
    const zoneOf = new Map(
      api.shipped.illustrative
        .concat(api.shipped.observations)
        .filter((row) => row.vintage === '2024' && row.measure === 'zone_861')
        .map((row) => [row.code, row.value]),
    )
    const inZone = sum(funded.filter(({ code }) => zoneOf.get(code) === 3).map((line) => line.costMillion))
    expect(inZone).toBe(totals.favouredMillion)
    expect(inZone).toBeGreaterThanOrEqual(0.6 * cost)
    const bare = plan.coverage.communes.filter(
      ({ code, intervention }) =>
        intervention === 'play-area' && shipped(code, 'villages_with_play_area') === 0,
    )
    expect(bare.every(({ lackingBefore, lackingAfter }) => lackingAfter < lackingBefore)).toBe(true)
  })

  test('never builds more play areas than villages lack one', async () => {
    const { plan } = planned(await ask({}))
    for (const { code, intervention, count } of plan.funded) {
      if (intervention !== 'play-area') continue
      expect(count, code).toBeLessThanOrEqual(
        shipped(code, 'villages') - shipped(code, 'villages_with_play_area'),
      )
    }
  })

  test('tells of everything that is out why, and is never worse than the plain answer', async () => {
    const { plan, greedy } = planned(await ask({}))
    expect(plan.unfunded.length).toBeGreaterThan(0)
    for (const { reason } of plan.unfunded) {
      expect(['budget', 'share', 'no-gain', 'district-maximum', 'excluded', 'land']).toContain(reason.kind)
    }
    if (greedy.broken.length === 0) expect(greedy.behind.weightedChildren).toBeGreaterThanOrEqual(0)
  })

  test('another billion adds, and the years count all needs', async () => {
    const answer = await ask({})
    const { chosen } = planned(answer)
    const price = new Map(answer.kinds.map(({ id, costMillion }) => [id, costMillion[0]]))
    const added = sum(answer.next!.added.map(({ intervention, count }) => count * price.get(intervention)!))
    expect(added).toBeGreaterThan(0)
    expect(added).toBeLessThanOrEqual(1000 + 20_000 - planned(answer).plan.totals.spentMillion)
    expect(chosen.length).toBeGreaterThan(0)
    expect(answer.years!.years).toBe(Math.ceil(answer.years!.needsMillion / 20_000))
  })

  test('more money never reaches fewer weighted children', async () => {
    const answer = await api.post('/api/allocation/curve', committee)
    const { points } = CurveAnswerSchema.parse(await answer.json())
    expect(points).toHaveLength(20)
    const reached = points.map(({ totals }) => totals?.weightedChildren ?? 0)
    expect(reached).toEqual([...reached].sort((a, b) => a - b))
  })

  test('marks what it rests on', async () => {
    const answer = await ask({})
    expect(answer.status).toBe('illustrative')
    expect(answer.kinds.map(({ source }) => source).every((id) => api.dataset.sources.has(id))).toBe(true)
  })
})

describe('choices', () => {
  test('own costs, a pin and promised money are kept', async () => {
    const [line] = planned(await ask({})).plan.unfunded
    const place = { code: line!.code, intervention: 'play-area' }
    const answer = planned(
      await ask({
        costs: [{ intervention: 'play-area', costMillion: { 0: 80, 1: 80, 2: 80, 3: 80 } }],
        pinned: [{ ...place, count: 1 }],
        promised: [{ ...place, million: 30 }],
      }),
    )
    const built = answer.plan.funded.find(
      ({ code, intervention }) => code === place.code && intervention === place.intervention,
    )!
    expect(built.count).toBeGreaterThanOrEqual(1)
    expect(built.unitCostMillion).toBe(80)
    expect(built.costMillion).toBe(80 * built.count - 30)
    expect(built.reasons.map(({ kind }) => kind)).toContain('pinned')
  })

  test('what is left out stays out, and says so', async () => {
    const [line] = planned(await ask({})).plan.funded
    const { code, intervention } = line!
    const answer = planned(await ask({ excluded: [{ code, intervention }] }))
    expect(answer.chosen.filter((one) => one.code === code && one.intervention === intervention)).toEqual([])
    expect(
      answer.plan.unfunded.find((one) => one.code === code && one.intervention === intervention)!.reason,
    ).toEqual({ kind: 'excluded' })
  })

  test('a budget above all needs says what is left over', async () => {
    const { plan } = planned(await ask({ budgetMillion: 500_000, share: null }))
    const needs = sum(plan.funded.map(({ costMillion }) => costMillion))
    expect(plan.unfunded).toEqual([])
    expect(plan.notes).toContainEqual({
      kind: 'budget-exceeds-needs',
      needsMillion: needs,
      leftoverMillion: 500_000 - needs,
    })
  })

  test('rules that collide are named, with a change that mends it', async () => {
    const districts = [{ district: '085', minMillion: null, maxMillion: 100 }]
    const [one] = planned(await ask({})).plan.funded.filter(
      ({ district, count }) => district === '085' && count >= 3,
    )
    const pinned = [{ code: one!.code, intervention: one!.intervention, count: 3 }]
    const { answer } = await ask({ districts, pinned })
    if (answer.kind !== 'infeasible') throw new Error('150 million cannot be spent where 100 is the most')
    expect(answer.collision.colliding).toContainEqual({ kind: 'district-maximum', district: '085' })
    expect(answer.collision.mends).toContainEqual({
      constraint: { kind: 'district-maximum', district: '085' },
      from: 100,
      to: 150,
    })
  })
})

describe('a question at fault', () => {
  test.each([
    [{ budgetMillion: 0 }, 422, 'budgetMillion', 'above 0'],
    [{ budgetMillion: -5 }, 422, 'budgetMillion', 'above 0'],
    [{ weights: { children: 0.5 } }, 422, 'weights', '50 %'],
    [
      { costs: [{ intervention: 'play-area', costMillion: { 3: -1 } }] },
      422,
      'costs.play-area.3',
      'cannot be used',
    ],
    [{ share: { rule: 'zone-iii', percent: 101 } }, 422, 'favouredPercent', 'from 0 to 100'],
    [
      {
        districts: [
          { district: '085', minMillion: 12_000, maxMillion: null },
          { district: '084', minMillion: 9_000, maxMillion: null },
        ],
      },
      422,
      'districts',
      'more than 100 %',
    ],
    [{ illustrative: false }, 422, 'needs', 'nothing to build'],
    [{ interventions: [] }, 422, 'needs', 'nothing to build'],
    [{ interventions: ['play-area', 'play-area-large'] }, 422, 'interventions.play-area-large', 'same gap'],
    [{ firstEverywhere: 'swing' }, 422, 'firstEverywhere', 'play-area'],
    [{ share: { rule: 'beauty', percent: 10 } }, 422, 'share.rule', 'zone-iii'],
  ])('%j', async (body, status, where, words) => {
    const problem = await refusal(body)
    expect(problem.status).toBe(status)
    expect(problem.errors!.map((error) => error.where)).toContain(where)
    expect(problem.detail).toContain(words)
  })

  test('a district with nothing to build cannot be given a minimum', async () => {
    const all = planned(await ask({ budgetMillion: 500_000, share: null, area: '085' }))
    const excluded = all.chosen.map(({ code, intervention }) => ({ code, intervention }))
    const problem = await refusal(
      { area: '085', excluded, districts: [{ district: '085', minMillion: 100, maxMillion: null }] },
      'vi',
    )
    expect(problem.detail).toContain('không có gì để xây')
  })

  test('a body that is no question says what is wrong with it', async () => {
    const problem = await refusal({ budgetMillion: 'twenty' })
    expect(problem).toMatchObject({ status: 400, errors: [{ where: 'json.budgetMillion' }] })
  })
})
