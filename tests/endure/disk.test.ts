import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Standing } from '../../scripts/endure/office'
import { fileOf } from '../../scripts/endure/office'
import type { SignedIn } from '../accounts/sign-in'
import { signedIn } from '../accounts/sign-in'
import { dump } from '../fixtures/dump'
import { shippedApi } from '../fixtures/shipped-api'

let api: Awaited<ReturnType<typeof shippedApi>>
let reporter: SignedIn
let administrator: SignedIn
beforeAll(async () => {
  api = await shippedApi()
  administrator = await signedIn(api, 'administrator')
  reporter = await signedIn(api, 'reporter')
})
afterAll(() => api.close())

const code = '02839'
const form = (lines: number) => {
  const body = new FormData()
  const rows = new TextDecoder().decode(fileOf(code, { villages: 20, villages_with_play_area: 9 }))
  // rows without a figure count for nothing, and still have to be kept
  body.set('file', new File([rows, 'x;;\n'.repeat(lines)], 'bao-cao.csv'))
  for (const [key, value] of Object.entries({ vintage: '2025', period: '2026-H1', unit: code }))
    body.set(key, value)
  return body
}
const send = (lines = 5_000, headers: Record<string, string> = reporter) =>
  api.app.request('/api/imports', { method: 'POST', body: form(lines), headers })

/** An answer that says what is wrong in the language of the reader, and nothing of the inside. */
async function expectWords(answer: Response, status: number, words: RegExp) {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const { detail } = (await answer.json()) as { detail: string }
  expect(detail).toMatch(words)
  expect(detail).not.toMatch(/SQLITE|\.ts/)
}

/** The disk is full: no page can be added to the file. */
const fill = async () => {
  await sql`vacuum`.execute(api.store)
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(api.store)
  await sql`pragma max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(api.store)
}
const makeRoom = () => sql`pragma max_page_count = 4294967294`.execute(api.store)

describe('on a full disk', () => {
  test('an import is refused with words, nothing is kept of it, and it works once there is room', async () => {
    await fill()
    const before = await dump(api.store)
    await expectWords(await send(), 507, /^Ổ đĩa của máy chủ đã đầy/)
    await expectWords(
      await send(5_000, { ...reporter, 'Accept-Language': 'en' }),
      507,
      /^The disk .* is full/,
    )
    expect(await dump(api.store)).toEqual(before)
    await makeRoom()
    expect((await send()).status).toBe(201)
  }, 120_000)

  test('what is published stays readable', async () => {
    await fill()
    const answer = await api.get('/api/indicators/play-areas-villages/values?vintage=2025')
    expect(answer.status).toBe(200)
    await makeRoom()
  })
})

describe('while the disk is read-only', () => {
  let report: Standing
  beforeEach(async () => {
    report = (await (await send(0)).json()) as Standing
    const reasons = Object.fromEntries(
      report.findings.filter(({ severity }) => severity === 'warning').map(({ key }) => [key, 'đã xem lại']),
    )
    const path = `/api/imports/${report.id}`
    const answered = await api.put(`${path}/answers`, { revision: report.revision, reasons }, reporter)
    report = (await answered.json()) as Standing
    report = (await (
      await api.post(`${path}/submit`, { revision: report.revision }, reporter)
    ).json()) as Standing
    const approved = await api.post(`${path}/approve`, { revision: report.revision }, administrator)
    report = (await approved.json()) as Standing
    expect(report.state).toBe('approved')
  }, 120_000)

  test('a publication is refused with words, the old version stays whole, and it works afterwards', async () => {
    const version = api.published().dataset.version
    const publish = () =>
      api.post(`/api/imports/${report.id}/publish`, { dataVersion: version }, administrator)
    await sql`pragma query_only = on`.execute(api.store)
    const before = await dump(api.store)
    const refused = await publish()
    expect(refused.headers.get('retry-after')).toBe('60')
    await expectWords(refused, 503, /chỉ cho đọc/)
    expect(await dump(api.store)).toEqual(before)
    expect(api.published().dataset.version).toBe(version)
    await sql`pragma query_only = off`.execute(api.store)
    expect((await publish()).status).toBe(200)
    expect(api.published().dataset.version).toBeGreaterThan(version)
  }, 120_000)
})
