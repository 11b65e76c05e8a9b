import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from '@hono/zod-openapi'
import type { Place } from '#domain/allocation/question'
import type { CommitmentListSchema } from '../../server/routes/commitment-schemas'
import { ProblemSchema } from '../../server/routes/problem'
import { entriesOf } from '../../server/store/audit'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { shippedApi } from '../fixtures/shipped-api'

type List = z.infer<typeof CommitmentListSchema>

let api: Awaited<ReturnType<typeof shippedApi>>
let reviewer: SignedIn
let reporter: SignedIn
beforeAll(async () => {
  api = await shippedApi()
  reviewer = await signedIn(api, 'reviewer')
  reporter = await signedIn(api, 'reporter')
})
afterAll(() => api.close())

const question = { vintage: '2024', period: '2025-H1', budgetMillion: 5000, area: '085' }
type Line = Place & { costMillion: number }
type Saved = { id: string; key: string; answer: { answer: { plan: { funded: Line[] } } } }
const saved = async (lock: boolean) =>
  (await api.post('/api/scenarios', { name: 'Bắc Hà', question, lock })).json() as Promise<Saved>
const decide = (body: object, who: Record<string, string> = reviewer) =>
  api.post('/api/commitments', { due: '2027-H1', agency: 'UBND huyện Bắc Hà', ...body }, who)
const change = (id: string, body: object, who: Record<string, string> = reviewer) =>
  api.app.request(`/api/commitments/${id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', ...who },
    body: JSON.stringify(body),
  })
const list = async (query = '') => (await (await api.get(`/api/commitments${query}`)).json()) as List
const line = { code: '02839', intervention: 'play-area', count: 1, costMillion: 60 }

describe('a locked scenario', () => {
  test('becomes commitments, one for each line of its list, with the same money', async () => {
    const scenario = await saved(true)
    const answer = await decide({ scenario: scenario.id })
    expect(answer.status).toBe(201)
    const { commitments, tallies } = (await answer.json()) as List
    const { funded } = scenario.answer.answer.plan
    expect(commitments).toHaveLength(funded.length)
    expect(tallies.open.costMillion).toBe(funded.reduce((sum, { costMillion }) => sum + costMillion, 0))
    expect(commitments[0]).toMatchObject({
      scenario: scenario.id,
      vintage: '2024',
      due: '2027-H1',
      agency: 'UBND huyện Bắc Hà',
      state: 'open',
    })
    // nothing real was ever reported: what ships is made up, so it judges nothing
    expect(new Set(commitments.map(({ because }) => because))).toEqual(new Set(['no-base']))
    expect((await decide({ scenario: scenario.id })).status).toBe(409)
  })

  test('can be decided in part', async () => {
    const scenario = await saved(true)
    const { code, intervention } = scenario.answer.answer.plan.funded[0]!
    const answer = await decide({ scenario: scenario.id, only: [{ code, intervention }] })
    expect(((await answer.json()) as List).commitments).toMatchObject([{ code, intervention }])
  })
})

describe('a decision is refused', () => {
  test('while the scenario may still change', async () => {
    const { id } = await saved(false)
    const answer = await decide({ scenario: id })
    expect(answer.status).toBe(409)
    expect(ProblemSchema.parse(await answer.json()).detail).toContain('khoá')
  })

  test('from visitors and from those who only report', async () => {
    expect((await decide({ lines: [line], vintage: '2024' }, {})).status).toBe(401)
    expect((await decide({ lines: [line], vintage: '2024' }, reporter)).status).toBe(403)
  })

  test('for what does not exist', async () => {
    const faults = [
      { lines: [{ ...line, code: '99999' }] },
      { lines: [{ ...line, code: '085' }], vintage: '2024' },
      { lines: [{ ...line, intervention: 'castle' }], vintage: '2024' },
      { scenario: '0'.repeat(26) },
    ]
    for (const fault of faults) expect((await decide(fault)).status).toBe(404)
  })

  test('when it is malformed, saying where', async () => {
    for (const [body, where] of [
      [{ lines: [{ ...line, count: 0 }] }, 'json.lines.0.count'],
      [{ lines: [line], due: 'soon' }, 'json.due'],
      [{ lines: [line], agency: ' ' }, 'json.agency'],
    ] as const) {
      const answer = await decide(body)
      expect(answer.status).toBe(400)
      expect(ProblemSchema.parse(await answer.json()).errors?.[0]?.where).toBe(where)
    }
    expect((await decide({})).status).toBe(400)
    expect((await decide({ lines: [line], scenario: '0'.repeat(26) })).status).toBe(400)
  })
})

describe('a commitment', () => {
  test('is read by anyone, by area, period and state, and never from a store of answers', async () => {
    await decide({ lines: [line], vintage: '2024', due: '2026-H1' })
    const answer = await api.get('/api/commitments?vintage=2024&area=085&due=2026-H1')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { commitments } = (await answer.json()) as List
    expect(commitments).toMatchObject([{ code: line.code, state: 'late', because: 'no-base' }])
    expect((await list('?vintage=2024&area=086&due=2026-H1')).commitments).toEqual([])
    const late = await list('?state=late')
    expect(late.commitments.every(({ state }) => state === 'late')).toBe(true)
    expect((await api.get('/api/commitments?vintage=2024&area=99')).status).toBe(404)
  })

  test('is confirmed or withdrawn with a reason, by who may decide', async () => {
    const decided = (await (await decide({ lines: [line], vintage: '2024' })).json()) as List
    const id = decided.commitments[0]!.id
    expect((await change(id, { standing: 'confirmed' })).status).toBe(422)
    expect((await change(id, { standing: 'confirmed', notes: 'Đã xem' }, reporter)).status).toBe(403)
    expect((await change(id, { standing: 'confirmed', notes: 'Đã xem' }, {})).status).toBe(401)
    const confirmed = await change(id, { standing: 'confirmed', notes: 'Đã xem tại chỗ' })
    expect(await confirmed.json()).toMatchObject({ state: 'done', because: 'confirmed', built: null })
    const again = await change(id, { standing: 'agreed', due: '2028-H1' })
    expect(await again.json()).toMatchObject({ state: 'open', due: '2028-H1', notes: 'Đã xem tại chỗ' })
    expect((await change('nobody', { notes: 'x' })).status).toBe(404)
  })

  test('leaves a trail of who decided and changed what', async () => {
    const decided = (await (await decide({ lines: [line], vintage: '2024' })).json()) as List
    const { id, decidedBy } = decided.commitments[0]!
    await change(id, { agency: 'UBND xã' })
    const entries = (await entriesOf(api.store, { before: null, limit: 20 })).filter(
      ({ subject }) => subject === `commitment/${id}`,
    )
    expect(entries).toMatchObject([
      {
        actor: decidedBy,
        action: 'change-commitment',
        detail: { agency: 'UBND huyện Bắc Hà → UBND xã' },
      },
      { actor: decidedBy, action: 'commit', detail: { count: 1, cost_million: 60, due: '2027-H1' } },
    ])
    expect(decidedBy).toMatch(/^account\//)
  })
})
