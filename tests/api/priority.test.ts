import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { replay } from '#domain/priority/replay'
import { PriorityAnswerSchema } from '../../server/routes/priority-answer'
import { ProblemSchema } from '../../server/routes/problem'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
beforeAll(async () => {
  api = await shippedApi()
})
afterAll(() => api.close())

const old = { vintage: '2024', period: '2025-H1' } as const

async function ask(body: object): Promise<z.infer<typeof PriorityAnswerSchema>> {
  const answer = await api.post('/api/priority', { ...old, ...body })
  expect(answer.status).toBe(200)
  return PriorityAnswerSchema.parse(await answer.json())
}

async function refusal(body: object, language = 'en') {
  const answer = await api.post('/api/priority', { ...old, ...body }, { 'Accept-Language': language })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  return ProblemSchema.parse(await answer.json())
}

const illustrative = (code: string, measure: string) =>
  api.shipped.illustrative.find(
    (row) =>
      row.vintage === '2024' && row.code === code && row.measure === measure && row.period === '2025-H1',
  )?.value ?? null

describe('the ranking', () => {
  test('has every commune once, with the places 1 to 152', async () => {
    const { ranking, sureness } = await ask({})
    expect(ranking.map(({ place }) => place)).toEqual(Array.from({ length: 152 }, (_, i) => i + 1))
    expect(new Set(ranking.map(({ code }) => code)).size).toBe(152)
    expect(sureness.map(({ code }) => code).sort()).toEqual(ranking.map(({ code }) => code).sort())
  })

  test('a score is weight × need, worked out here from the rows that ship', async () => {
    const { ranking } = await ask({ rules: [], weights: { 'play-areas': 0.6, children: 0.4 } })
    const known = ranking.filter(({ score }) => score.low === score.high)
    expect(known.length).toBeGreaterThan(100)
    for (const { code, score } of known) {
      const lacking = 1 - illustrative(code, 'villages_with_play_area')! / illustrative(code, 'villages')!
      const children = Math.min(1, illustrative(code, 'children_under_16')! / 10_000)
      expect(score.high, code).toBeCloseTo(0.6 * lacking + 0.4 * children, 9)
    }
  })

  test('an explanation leads to the place it explains', async () => {
    const { ranking } = await ask({})
    for (const explanation of ranking) {
      const { place, tier, score } = replay(explanation)
      expect([place, tier]).toEqual([explanation.place, explanation.tier])
      expect(score.high).toBeCloseTo(explanation.score.high, 9)
    }
  })

  test('rules come before weights', async () => {
    const { ranking } = await ask({ rules: ['zone-iii'], weights: { children: 1 } })
    const tiers = ranking.map(({ tier }) => tier)
    expect(tiers).toEqual([...tiers].sort())
    expect(new Set(tiers)).toEqual(new Set([1, 2]))
  })

  test('says that it rests on made-up counts, and is wide open without them', async () => {
    expect((await ask({})).status).toBe('illustrative')
    const real = await ask({ illustrative: false, rules: [], weights: { 'play-areas': 1 } })
    expect(real.status).not.toBe('illustrative')
    expect(real.ranking.every(({ score }) => score.low === 0 && score.high === 1)).toBe(true)
  })

  test('the same question has the same answer, draw by draw', async () => {
    expect(await ask({})).toEqual(await ask({}))
  })

  test('a district alone', async () => {
    const { ranking } = await ask({ area: '085' })
    expect(ranking).toHaveLength(19)
  })
})

describe('the figures for the page', () => {
  test('give the same ranking when they are asked again', async () => {
    const figures = await (await api.get('/api/priority/figures?vintage=2024&period=2025-H1')).json()
    expect(figures.units).toHaveLength(152)
    expect(figures.settings.presets[0].id).toBe('plan-50')
    expect(figures.interventions.every((one: { source: string }) => one.source !== '')).toBe(true)
  })
})

describe('a question at fault', () => {
  test('weights that do not add to 1 are refused in the language of the reader', async () => {
    const [english, vietnamese] = [
      await refusal({ weights: { children: 0.4, 'play-areas': 0.5 } }),
      await refusal({ weights: { children: 0.4, 'play-areas': 0.5 } }, 'vi'),
    ]
    expect(english).toMatchObject({ status: 422, type: '/docs#invalid-question' })
    expect(english.detail).toContain('90 %')
    expect(english.errors).toMatchObject([{ where: 'weights' }])
    expect(vietnamese.detail).toContain('tổng bằng 100 %')
  })

  test.each([
    [{ weights: { swings: 1 } }, 422, 'swings'],
    [{ weights: { children: -1, zone: 2 } }, 422, 'from 0 to 1'],
    [{ rules: ['beauty'] }, 422, 'zone-iii'],
    [{ preset: 'none' }, 404, 'none'],
    [{ area: '999' }, 404, '999'],
    [{ period: '1999' }, 404, '1999'],
    [{ end: 'middle' }, 400, 'worst, best'],
    [{ weights: { children: 'all' } }, 400, 'weights.children'],
  ])('%j', async (body, status, words) => {
    const problem = await refusal(body)
    expect(problem.status).toBe(status)
    expect(problem.detail).toContain(words)
  })
})
