import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from '@hono/zod-openapi'
import type { CommitmentListSchema } from '../../server/routes/commitment-schemas'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { filledForm, soundFigures } from '../fixtures/filled-form'
import { shippedApi } from '../fixtures/shipped-api'

type List = z.infer<typeof CommitmentListSchema>

let api: Awaited<ReturnType<typeof shippedApi>>
let reporter: SignedIn
let reviewer: SignedIn
const [commune, neighbour] = ['02839', '02842']
beforeAll(async () => {
  api = await shippedApi()
  reporter = await signedIn(api, 'reporter', { vintage: '2025', code: commune })
  reviewer = await signedIn(api, 'reviewer')
}, 120_000)
afterAll(() => api.close())

/** The commune fills in its form, sends it, and the province checks and publishes it, all by the real routes. */
async function report(period: string, figures: Record<string, number>): Promise<void> {
  const form = await api.get(`/api/forms/2025/${commune}.xlsx?period=${period}`, reporter)
  const filled = await filledForm(await form.arrayBuffer(), figures)
  const body = new FormData()
  body.set('file', new File([new Uint8Array(filled)], 'báo cáo.xlsx'))
  for (const [key, value] of Object.entries({ vintage: '2025', period, unit: commune })) body.set(key, value)
  const sent = await api.app.request('/api/imports', { method: 'POST', body, headers: reporter })
  expect(sent.status).toBe(201)
  let state = (await sent.json()) as { id: number; revision: number; state: string }
  for (const [deed, who] of [
    ['submit', reporter],
    ['approve', reviewer],
  ] as const) {
    const moved = await api.post(`/api/imports/${state.id}/${deed}`, { revision: state.revision }, who)
    state = (await moved.json()) as typeof state
  }
  const { version } = api.published().dataset
  const published = await api.post(`/api/imports/${state.id}/publish`, { dataVersion: version }, reviewer)
  expect(((await published.json()) as typeof state).state).toBe('published')
}

const list = async () =>
  (await (await api.get(`/api/commitments?vintage=2025&area=${commune}`)).json()) as List
const decide = (count: number, due: string, code = commune, who = reviewer) =>
  api.post(
    '/api/commitments',
    {
      vintage: '2025',
      due,
      agency: 'UBND xã',
      lines: [{ code, intervention: 'play-area', count, costMillion: 50 * count }],
    },
    who,
  )
const standing = async () =>
  (await list()).commitments.map(({ state, because, built }) => ({ state, because, built }))

test(
  'what was decided is open, then partly built, then done, as the reports of its commune are published',
  { timeout: 120_000 },
  async () => {
    api.clock.now = new Date('2026-01-20T02:00:00Z')
    await report('2025-H2', { ...soundFigures, villages_with_play_area: 24 })
    expect((await decide(2, '2026-H2')).status).toBe(201)
    expect((await decide(3, '2027-H1')).status).toBe(201)
    expect((await list()).commitments[0]?.base).toEqual({ value: 24, period: '2025-H2', status: 'reported' })
    const waiting = { state: 'open', because: 'no-later-report', built: null }
    expect(await standing()).toEqual([waiting, waiting])

    // three more: the two due first stand, and one of the three that come after
    api.clock.now = new Date('2026-07-10T02:00:00Z')
    await report('2026-H1', { ...soundFigures, villages_with_play_area: 27 })
    expect(await standing()).toEqual([
      { state: 'done', because: 'reported', built: 2 },
      { state: 'open', because: 'not-yet', built: 1 },
    ])
    const { tallies, dataVersion } = await list()
    expect(tallies).toMatchObject({ done: { commitments: 1 }, open: { commitments: 1 } })
    expect(dataVersion).toBe(api.published().dataset.version)

    // when the period is over and two still lack, it is late
    api.clock.now = new Date('2027-07-02T02:00:00Z')
    expect((await standing()).map(({ state }) => state)).toEqual(['done', 'late'])
  },
)

describe('a reviewer of one commune', () => {
  test('decides there, and neither decides nor changes anything elsewhere', async () => {
    const bound = await signedIn(api, 'reviewer', { vintage: '2025', code: commune })
    const change = (id: string) =>
      api.app.request(`/api/commitments/${id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', ...bound },
        body: JSON.stringify({ notes: 'Đã xem' }),
      })
    const own = (await (await decide(1, '2028-H1', commune, bound)).json()) as List
    expect((await change(own.commitments[0]!.id)).status).toBe(200)

    expect((await decide(1, '2028-H1', neighbour, bound)).status).toBe(403)
    const other = (await (await decide(1, '2028-H1', neighbour)).json()) as List
    expect((await change(other.commitments[0]!.id)).status).toBe(403)
    // a list that is partly elsewhere is not decided in part
    const before = (await list()).commitments.length
    const line = { intervention: 'play-area', count: 1, costMillion: 50 }
    const lines = [commune, neighbour].map((code) => ({ ...line, code }))
    const mixed = { vintage: '2025', due: '2028-H1', agency: 'UBND', lines }
    expect((await api.post('/api/commitments', mixed, bound)).status).toBe(403)
    expect((await list()).commitments).toHaveLength(before)
  })
})
