import type { Observation } from '#domain/measures'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { filledForm, soundFigures } from '../fixtures/filled-form'
import { shippedApi } from '../fixtures/shipped-api'

type Report = { id: number; revision: number }

const bacHa = '02839'
const period = '2026-H1'
const measures = new Set(Object.keys(soundFigures))
const isAsked = ({ vintage, code, measure, period: of }: Observation) =>
  vintage === '2025' && code === bacHa && of === period && measures.has(measure)

let api: Awaited<ReturnType<typeof shippedApi>>
let reporter: SignedIn
let reviewer: SignedIn

beforeAll(async () => {
  // all that is made up: the figures that one commune is about to report
  api = await shippedApi(({ illustrative, ...shipped }) => ({
    ...shipped,
    illustrative: illustrative.filter(isAsked),
    madeUpPlaces: { villages: [], facilities: [] },
  }))
  reporter = await signedIn(api, 'reporter', { vintage: '2025', code: bacHa })
  reviewer = await signedIn(api, 'reviewer')
}, 120_000)
afterAll(() => api.close())

async function publish(figures: Readonly<Record<string, number>>): Promise<number> {
  const template = await api.get(`/api/forms/2025/${bacHa}.xlsx?period=${period}`, reporter)
  const body = new FormData()
  for (const [key, value] of Object.entries({ vintage: '2025', period, unit: bacHa })) body.set(key, value)
  const filled = await filledForm(await template.arrayBuffer(), figures)
  body.set('file', new File([new Uint8Array(filled)], 'bao-cao.xlsx'))
  const draft = await api.app.request('/api/imports', { method: 'POST', body, headers: reporter })
  let report = (await draft.json()) as Report
  for (const [deed, who] of [
    ['submit', reporter],
    ['approve', reviewer],
  ] as const) {
    const { id, revision } = report
    report = (await (await api.post(`/api/imports/${id}/${deed}`, { revision }, who)).json()) as Report
  }
  await turn('publish', report.id)
  return report.id
}

async function turn(deed: 'publish' | 'withdraw', id: number): Promise<void> {
  const dataVersion = api.published().dataset.version
  expect((await api.post(`/api/imports/${id}/${deed}`, { dataVersion }, reviewer)).status).toBe(200)
}

/** What the notice of made-up figures depends on, and the indicators that are marked as made up. */
async function madeUp(): Promise<{ isNoticeShown: boolean; indicators: string[] }> {
  const { hasIllustrative, indicators } = (await (await api.get('/api/catalogue')).json()) as {
    hasIllustrative: boolean
    indicators: { id: string; hasIllustrative: boolean }[]
  }
  return {
    isNoticeShown: hasIllustrative,
    indicators: indicators.filter((indicator) => indicator.hasIllustrative).map(({ id }) => id),
  }
}

test('the notice of made-up figures goes with the last of them, and comes back when the report is withdrawn', async () => {
  const before = await madeUp()
  expect(before.isNoticeShown).toBe(true)
  expect(before.indicators).toContain('play-areas-villages')

  // one figure is left out: its made-up one still stands, and is told of
  const most = Object.entries(soundFigures).filter(([measure]) => measure !== 'enrolled_3_5')
  const first = await publish(Object.fromEntries(most))
  const between = await madeUp()
  expect(between.isNoticeShown).toBe(true)
  expect(between.indicators).not.toContain('play-areas-villages')
  expect(between.indicators).toContain('preschool-3-5')

  await turn('withdraw', first)
  const all = await publish(soundFigures)
  expect(await madeUp()).toEqual({ isNoticeShown: false, indicators: [] })

  await turn('withdraw', all)
  expect(await madeUp()).toEqual(before)
})
