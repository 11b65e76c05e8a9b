import excel from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { trailOf } from '../../server/store/imports-trail'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { filledForm, soundFigures } from '../fixtures/filled-form'
import { shippedApi } from '../fixtures/shipped-api'

type Report = { id: number; state: string; revision: number }
type Wish = {
  id: string
  state: string
  author: { id: string }
  change: { action: string; content: { name: string; households: number; commune: string } }
}

let api: Awaited<ReturnType<typeof shippedApi>>
let reporter: SignedIn
let colleague: SignedIn
let reviewer: SignedIn
const bacHa = '02839'
const period = '2026-H1'

beforeAll(async () => {
  api = await shippedApi()
  reporter = await signedIn(api, 'reporter', { vintage: '2025', code: bacHa })
  colleague = await signedIn(api, 'reporter', { vintage: '2025', code: bacHa })
  reviewer = await signedIn(api, 'reviewer')
}, 120_000)
afterAll(() => api.close())
beforeEach(() => api.store.deleteFrom('place_proposal').execute())

/** The commune's template with its figures, and on its sheet of villages a name and households in each row. */
async function formWith(villages: Readonly<Record<string, number>>): Promise<File> {
  const template = await api.get(`/api/forms/2025/${bacHa}.xlsx?period=${period}`, reporter)
  const workbook = new excel.Workbook()
  const figures = await filledForm(await template.arrayBuffer(), soundFigures)
  await workbook.xlsx.load(Uint8Array.from(figures).buffer)
  const sheet = workbook.worksheets[1]!
  for (const [i, [name, households]] of Object.entries(villages).entries()) {
    sheet.getCell(4 + i, 2).value = name
    sheet.getCell(4 + i, 3).value = 'thôn'
    sheet.getCell(4 + i, 5).value = households
  }
  return new File([new Uint8Array(await workbook.xlsx.writeBuffer())], 'bao-cao.xlsx')
}

async function upload(file: File, before: Report | null = null, who = reporter): Promise<Report> {
  const body = new FormData()
  const replaced = before === null ? {} : { report: `${before.id}`, revision: `${before.revision}` }
  for (const [key, value] of Object.entries({ vintage: '2025', period, unit: bacHa, ...replaced })) {
    body.set(key, value)
  }
  body.set('file', file)
  const reply = await api.app.request('/api/imports', { method: 'POST', body, headers: who })
  expect(reply.status).toBe(201)
  return (await reply.json()) as Report
}

async function step(deed: string, { id, revision }: Report, who: SignedIn, more = {}): Promise<Report> {
  const reply = await api.post(`/api/imports/${id}/${deed}`, { revision, ...more }, who)
  expect(reply.status).toBe(200)
  return (await reply.json()) as Report
}
const submit = (report: Report, who = reporter) => step('submit', report, who)
const sendBack = (report: Report) => step('return', report, reviewer, { remark: 'Kiểm tra lại' })

async function wishes(): Promise<Wish[]> {
  const reply = await api.get('/api/places/proposals', reviewer)
  return ((await reply.json()) as { proposals: Wish[] }).proposals
}
const asked = async () =>
  (await wishes()).map(({ state, change }) => `${change.content.name} ${change.content.households} ${state}`)

const idOf = async (who: SignedIn) =>
  ((await (await api.get('/api/accounts/me', who)).json()) as { account: { id: string } }).account.id

test('the villages of a report wait for review once it is sent in, in its commune, in the name of who sent it', async () => {
  const draft = await upload(await formWith({ 'Na Hối': 60, 'Nậm Đét': 40 }))
  expect(await wishes()).toEqual([])
  await submit(draft)
  const waiting = await wishes()
  expect(waiting.map(({ change: { content } }) => [content.name, content.households]).sort()).toEqual([
    ['Na Hối', 60],
    ['Nậm Đét', 40],
  ])
  for (const wish of waiting) {
    expect(wish).toMatchObject({
      state: 'submitted',
      author: { id: await idOf(reporter) },
      change: { action: 'add', content: { commune: bacHa } },
    })
  }
})

test('sent back and in again with the same file, each village still waits once', async () => {
  const sent = await submit(await upload(await formWith({ 'Na Hối': 60, 'Nậm Đét': 40 })))
  const before = await wishes()
  await submit(await sendBack(sent))
  expect(await wishes()).toEqual(before)
})

test('a mended file sent in by a colleague takes the place of what the first one asked for', async () => {
  const sent = await submit(await upload(await formWith({ 'Na Hối': 60, 'Nậm Đét': 40, 'Nậm Đétt': 40 })))
  const mended = await formWith({ 'Na Hối': 62, 'Nậm Đét': 40 })
  await submit(await upload(mended, await sendBack(sent), colleague), colleague)
  expect((await asked()).sort()).toEqual(['Na Hối 62 submitted', 'Nậm Đét 40 submitted'])
  const changed = (await wishes()).find(({ change }) => change.content.name === 'Na Hối')
  expect(changed?.author.id).toBe(await idOf(colleague))
  const withdrawn = api.store.selectFrom('audit').select('detail').where('action', '=', 'withdraw-place')
  expect(await withdrawn.execute()).toHaveLength(1)
})

test('what was approved meanwhile stays; a later correction of it waits as a change', async () => {
  const sent = await submit(await upload(await formWith({ 'Na Hối': 60 })))
  const [wish] = await wishes()
  expect((await api.post(`/api/places/proposals/${wish!.id}/approve`, {}, reviewer)).status).toBe(200)
  await submit(await upload(await formWith({ 'Na Hối': 66 }), await sendBack(sent)))
  expect((await asked()).sort()).toEqual(['Na Hối 60 approved', 'Na Hối 66 submitted'])
  expect((await wishes()).map(({ change }) => change.action).sort()).toEqual(['add', 'change'])
})

test('when the second village cannot be kept, neither the report nor the first one is sent in', async () => {
  const draft = await upload(await formWith({ 'Bản Phố': 60, 'Lùng Phình': 40 }))
  await sql`create trigger full_disk before insert on place_proposal
    when (select count(*) from place_proposal) = 1
    begin select raise(abort, 'the disk is full'); end`.execute(api.store)
  const body = { revision: draft.revision }
  expect((await api.post(`/api/imports/${draft.id}/submit`, body, reporter)).status).toBe(500)
  await sql`drop trigger full_disk`.execute(api.store)

  const after = (await (await api.get(`/api/imports/${draft.id}`, reporter)).json()) as Report
  expect(after).toMatchObject({ state: 'draft', revision: draft.revision })
  expect((await trailOf(api.store, draft.id)).map(({ action }) => action)).toEqual(['upload'])
  expect(await wishes()).toEqual([])

  await submit(after)
  expect((await asked()).sort()).toEqual(['Bản Phố 60 submitted', 'Lùng Phình 40 submitted'])
})
