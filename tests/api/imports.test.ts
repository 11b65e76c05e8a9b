import { createHash } from 'node:crypto'
import excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { filledForm, soundFigures } from '../fixtures/filled-form'
import { keptFile } from '../../server/store/imports'
import { trailOf } from '../../server/store/imports-trail'
import { shippedApi } from '../fixtures/shipped-api'

type Api = Awaited<ReturnType<typeof shippedApi>>
type Report = {
  id: number
  state: string
  revision: number
  dataVersion: number
  deeds: string[]
  mayDiscard: boolean
  fileHash: string
  counts: { entries: number; errors: number; unreasoned: number; rows: Record<string, number> }
  findings: { key: string; rule: string; severity: string; at: { column: string; row: number } | null }[]
  trail: { action: string; name: string; detail: Record<string, unknown> }[]
}

let api: Api
let administrator: SignedIn
let reporter: SignedIn
let reviewer: SignedIn
const [bacHa, neighbour] = ['02839', '02842']
const period = '2026-H1'
/** Measures that each commune is asked for. */
const asked = 40

beforeAll(async () => {
  api = await shippedApi()
  administrator = await signedIn(api, 'administrator')
  reporter = await signedIn(api, 'reporter', { vintage: '2025', code: bacHa })
  reviewer = await signedIn(api, 'reviewer')
}, 120_000)
afterAll(() => api.close())

const form = async (code = bacHa, who: SignedIn = reporter) =>
  api.get(`/api/forms/2025/${code}.xlsx?period=${period}`, who)

async function send(bytes: Uint8Array, { who = reporter, name = 'báo cáo.xlsx', more = {} } = {}) {
  const body = new FormData()
  body.set('file', new File([new Uint8Array(bytes)], name))
  for (const [key, value] of Object.entries({ vintage: '2025', period, unit: bacHa, ...more })) {
    body.set(key, value)
  }
  return api.app.request('/api/imports', { method: 'POST', body, headers: who })
}

const filled = async (values: Record<string, number | string>) =>
  filledForm(await (await form()).arrayBuffer(), values)

async function drafted(values: Record<string, number | string> = soundFigures): Promise<Report> {
  const reply = await send(await filled(values))
  expect(reply.status).toBe(201)
  return (await reply.json()) as Report
}

async function step(deed: string, { id }: { id: number }, body: object, who: SignedIn) {
  const reply = await api.post(`/api/imports/${id}/${deed}`, body, who)
  return { status: reply.status, body: (await reply.json()) as Report & { type: string; detail: string } }
}

const version = () => api.published().dataset.version
const moved = async (deed: string, report: Report, who: SignedIn) =>
  (await step(deed, report, { revision: report.revision }, who)).body

async function approved(values: Record<string, number | string> = soundFigures): Promise<Report> {
  return moved('approve', await moved('submit', await drafted(values), reporter), reviewer)
}

async function valueOf(measureOf: string): Promise<{ value: number; status: string; source: string }> {
  const reply = await api.get(`/api/indicators/${measureOf}/values?vintage=2025&period=${period}`)
  const { code, ...columns } = (await reply.json()) as Record<string, (string | number)[]>
  const at = code!.indexOf(bacHa)
  return {
    value: columns['value']![at],
    status: columns['status']![at],
    source: columns['source']![at],
  } as never
}

describe('a file', () => {
  test('becomes a draft whose rows all are accounted for, and is kept byte for byte', async () => {
    const bytes = await filled(soundFigures)
    const report = (await (await send(bytes)).json()) as Report
    expect(report).toMatchObject({ state: 'draft', revision: 1, deeds: ['submit'] })
    expect(report.counts.entries).toBe(Object.keys(soundFigures).length)
    const { inFile, matched, rejected } = report.counts.rows
    expect(matched! + rejected!).toBe(inFile)
    const kept = await api.get(`/api/imports/${report.id}/file`, reporter)
    expect(kept.headers.get('content-disposition')).toContain(encodeURIComponent('báo cáo.xlsx'))
    const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
    expect(hash(new Uint8Array(await kept.arrayBuffer()))).toBe(hash(bytes))
    expect(report.trail).toMatchObject([
      { action: 'upload', detail: { after: 'draft', file_hash: hash(bytes) } },
    ])
  })

  test('that is no table is refused in the language of the sender, and nothing is kept', async () => {
    const before = (await (await api.get('/api/imports', reporter)).json()) as { reports: unknown[] }
    const reply = await send(new TextEncoder().encode('PK\u0003\u0004 not a workbook'))
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({ type: '/docs#unreadable-file' })
    expect(await (await api.get('/api/imports', reporter)).json()).toEqual(before)
  })

  test('of more than 20 MB is refused without being read', async () => {
    const reply = await send(new Uint8Array(20 * 1024 * 1024 + 100_000))
    expect(reply.status).toBe(413)
    expect(await reply.json()).toMatchObject({ type: '/docs#too-large' })
  })

  test('for another commune, by who does not report for it, is refused', async () => {
    expect((await form(neighbour)).status).toBe(403)
    expect((await send(await filled(soundFigures), { more: { unit: neighbour } })).status).toBe(403)
  })

  test('for a geography that did not report in the period is refused', async () => {
    const reply = await send(await filled(soundFigures), {
      who: administrator,
      more: { vintage: '2024', unit: '085' },
    })
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({ type: '/docs#mixed-vintages' })
  })
})

describe('errors and warnings', () => {
  test('errors name their cells and stop the report until a mended file takes its place', async () => {
    const faulty = await drafted({ ...soundFigures, villages: 'ba mươi', enrolled_3_5: 401 })
    expect(faulty.counts.errors).toBeGreaterThanOrEqual(2)
    expect(faulty.findings[0]!.at).toMatchObject({ column: 'G' })
    const refusal = await step('submit', faulty, { revision: 1 }, reporter)
    expect([refusal.status, refusal.body.type]).toEqual([422, '/docs#unfinished-report'])
    const marked = await api.get(`/api/imports/${faulty.id}/marked.xlsx`, reporter)
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(await marked.arrayBuffer())
    expect(workbook.worksheets.map(({ name }) => name)).toContain('Cần sửa')

    const more = { report: String(faulty.id), revision: String(faulty.revision) }
    const mended = (await (await send(await filled(soundFigures), { more })).json()) as Report
    expect(mended).toMatchObject({ id: faulty.id, revision: 2, state: 'draft' })
    expect(mended.counts.errors).toBe(0)
    expect((await moved('submit', mended, reporter)).state).toBe('submitted')
  })

  test('a warning asks for a reason; with one the report can be sent in', async () => {
    const last = { period: '2025-H2' }
    const template = await api.get(`/api/forms/2025/${bacHa}.xlsx?period=${last.period}`, reporter)
    const bytes = await filledForm(await template.arrayBuffer(), soundFigures)
    const draft = (await (await send(bytes, { more: last })).json()) as Report
    await publish(await moved('approve', await moved('submit', draft, reporter), reviewer))
    // ten times the children of half a year ago
    const jumping = await drafted({ ...soundFigures, children_3_5: 4000, enrolled_3_5: 3990 })
    const warnings = jumping.findings.filter(({ severity }) => severity === 'warning')
    expect(warnings.length).toBeGreaterThan(0)
    expect((await step('submit', jumping, { revision: 1 }, reporter)).status).toBe(422)
    const reasons = Object.fromEntries(warnings.map(({ key }) => [key, 'hai xã nhập vào']))
    const reply = await api.put(`/api/imports/${jumping.id}/answers`, { revision: 1, reasons }, reporter)
    const after = (await reply.json()) as Report
    expect(after.counts.unreasoned).toBe(0)
    expect((await moved('submit', after, reporter)).state).toBe('submitted')
    await withdrawAll()
  })
})

async function publish(report: Report): Promise<Report> {
  const done = await step('publish', report, { dataVersion: version() }, reviewer)
  expect(done.status).toBe(200)
  return done.body
}

async function withdrawAll() {
  const { reports } = (await (await api.get('/api/imports?state=published', administrator)).json()) as {
    reports: Report[]
  }
  for (const report of reports) await step('withdraw', report, { dataVersion: version() }, administrator)
}

describe('the flow', () => {
  test('publishes what two people agreed on; the map says who sent it, and withdrawing brings back what was there', async () => {
    const before = await valueOf('play-areas-villages')
    expect(before.status).toBe('illustrative')
    const report = await approved()
    const changes = await api.get(`/api/imports/${report.id}/changes`, reviewer)
    expect(await changes.json()).toMatchObject({ dataVersion: version(), period })
    // what only waits does not count
    expect(await valueOf('play-areas-villages')).toEqual(before)

    const published = await publish(report)
    expect(published.state).toBe('published')
    const now = await valueOf('play-areas-villages')
    expect(now).toMatchObject({ value: 80, status: 'reported', source: `report-${report.id}` })
    const { sources } = (await (await api.get(`/api/sources?ids=${now.source}`)).json()) as {
      sources: { id: string; title: string }[]
    }
    // the first page of everyone does not grow with each report
    expect(await (await api.get('/api/catalogue')).text()).not.toContain(`"${now.source}"`)
    expect(sources.find(({ id }) => id === now.source)?.title).toMatch(
      /^Báo cáo của Xã Bắc Hà, 6 tháng đầu năm 2026, gửi ngày .* \(tệp báo cáo\.xlsx\)$/,
    )
    const origin = await api.get(`/api/origin/2025/${bacHa}/villages?period=${period}`, reporter)
    expect(await origin.json()).toMatchObject({ report: report.id, value: 30, cell: 'Số liệu!G4' })

    const withdrawn = await step('withdraw', report, { dataVersion: version() }, reviewer)
    expect(withdrawn.body.state).toBe('withdrawn')
    expect(await valueOf('play-areas-villages')).toEqual(before)
    const restored = await step('restore', report, { dataVersion: version() }, reviewer)
    expect(await valueOf('play-areas-villages')).toEqual(now)
    expect(restored.body.trail.map(({ action }) => action)).toEqual([
      'upload',
      'submit',
      'approve',
      'publish',
      'withdraw',
      'restore',
    ])
    expect(restored.body.trail[3]!.detail).toMatchObject({
      before: 'approved',
      after: 'published',
      observations: 7,
    })
    await withdrawAll()
  })

  test('a published report counts in the completeness of reporting, at every door', async () => {
    type Table = Record<string, (string | number)[]>
    const json = async (path: string) => (await (await api.get(path)).json()) as never
    const completeness = async (id: string) => {
      const asked = `vintage=2025&period=${period}&level=province`
      const { value, numerator, denominator, status, source } = (await json(
        `/api/indicators/${id}/values?${asked}`,
      )) as Table
      return [value, numerator, denominator, status, source].map((column) => column?.[0])
    }
    expect(await completeness('reports-delivered')).toEqual([0, 0, 99, 'reported', 'reporting'])
    const report = await publish(await approved())
    // one of 99 communes; seven of the 40 figures that each is asked for
    const share = (part: number, whole: number) => expect.closeTo((100 * part) / whole, 3)
    expect(await completeness('reports-delivered')).toEqual([share(1, 99), 1, 99, 'reported', 'reporting'])
    expect((await completeness('figures-delivered')).slice(1, 3)).toEqual([7, 99 * asked])
    const communes = (await json(
      `/api/indicators/reports-delivered/values?vintage=2025&period=${period}&level=commune`,
    )) as Table
    expect(communes['value']).toEqual(communes['code']!.map((code) => (code === bacHa ? 100 : 0)))
    const compared = `level=district&vintage=2025&period=${period}&indicators=reports-delivered`
    expect(JSON.stringify(await json(`/api/compare?${compared}`))).toContain('"reports-delivered"')
    const at = `period=${period}`
    for (const column of ['"reports_delivered"', '"figures_delivered"'])
      expect(JSON.stringify(await json('/ogc/collections/communes_2025/schema'))).toContain(column)
    const table = await (await api.get(`/api/exports/communes_2025.csv?${at}`)).text()
    expect(table.slice(0, table.indexOf('\r\n')).split(',')).toEqual(
      expect.arrayContaining(['reports_delivered', 'figures_delivered']),
    )
    await step('withdraw', report, { dataVersion: version() }, reviewer)
    expect((await completeness('reports-delivered'))[0]).toBe(0)
  })

  test('a report is sent back with a remark, and comes again', async () => {
    const sent = await moved('submit', await drafted(), reporter)
    const silent = await step('return', sent, { revision: sent.revision, remark: ' ' }, reviewer)
    expect(silent.status).toBe(422)
    const back = await step(
      'return',
      sent,
      { revision: sent.revision, remark: 'Thiếu thôn Na Kim' },
      reviewer,
    )
    expect(back.body).toMatchObject({ state: 'returned', remark: 'Thiếu thôn Na Kim' })
    expect((await moved('submit', back.body, reporter)).state).toBe('submitted')
  })

  test('nobody approves their own report; a reporter publishes nothing', async () => {
    const reply = await send(await filled(soundFigures), { who: reviewer })
    const own = await moved('submit', (await reply.json()) as Report, reviewer)
    const refusal = await step('approve', own, { revision: own.revision }, reviewer)
    expect([refusal.status, refusal.body.type]).toEqual([403, '/docs#own-report'])
    const other = await moved('approve', own, administrator)
    expect((await step('publish', other, { dataVersion: version() }, reporter)).status).toBe(403)
  })

  test('of two who publish at once one wins; the other is told what changed and loses nothing', async () => {
    const [first, second] = [
      await approved(),
      await approved({ ...soundFigures, villages_with_play_area: 15 }),
    ]
    const dataVersion = version()
    const outcomes = await Promise.all([
      step('publish', first, { dataVersion }, reviewer),
      step('publish', second, { dataVersion }, administrator),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = outcomes.find(({ status }) => status === 409)!
    expect(loser.body.type).toBe('/docs#data-changed')
    expect(loser.body.detail).toContain('Xã Bắc Hà, 6 tháng đầu năm 2026')
    const left = outcomes[0].status === 409 ? first : second
    expect((await publish(left)).state).toBe('published')
    await withdrawAll()
  })

  test('a draft is discarded only by who uploaded it, and only before it was sent in; its file and trail stay', async () => {
    const draft = await drafted(soundFigures)
    expect(draft.mayDiscard).toBe(true)
    const discard = (report: Report, who: SignedIn) =>
      api.post(`/api/imports/${report.id}/discard`, { revision: report.revision }, who)
    expect((await discard(draft, reviewer)).status).toBe(403)
    expect((await discard(draft, reporter)).status).toBe(200)
    expect((await api.get(`/api/imports/${draft.id}`, reporter)).status).toBe(404)
    const { reports } = (await (await api.get('/api/imports', reporter)).json()) as { reports: Report[] }
    expect(reports.map(({ id }) => id)).not.toContain(draft.id)
    expect(await keptFile(api.store, draft.fileHash)).not.toBeNull()
    expect((await trailOf(api.store, draft.id)).map(({ action }) => action)).toEqual(['upload', 'discard'])
    const sent = await moved('submit', await drafted(soundFigures), reporter)
    expect(sent.mayDiscard).toBe(false)
    expect((await discard(sent, reporter)).status).toBe(403)
  })

  test('who changes what somebody else changed meanwhile is told', async () => {
    const report = await drafted()
    await moved('submit', report, reporter)
    const late = await step('submit', report, { revision: report.revision }, administrator)
    expect(late.status).toBe(409)
  })
})

describe('the board', () => {
  test('shows who has reported, in time or late, and who is missing', async () => {
    const board = async () =>
      (await (await api.get(`/api/campaign?period=${period}`)).json()) as {
        deadline: object
        counts: Record<string, number>
        deliveries: { code: string; state: string }[]
      }
    const stateOf = async () => (await board()).deliveries.find(({ code }) => code === bacHa)?.state
    expect((await board()).deadline).toEqual({ day: '2026-07-15', isDefault: true })
    // sent today, long after that day
    await moved('submit', await drafted(), reporter)
    expect(await stateOf()).toBe('late')
    const { counts, deliveries } = await board()
    expect(deliveries.length).toBe(99)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(99)
  })
})
