import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '#domain/rights'
import { accountFor, placesApi } from '../fixtures/places-api'

type Api = Awaited<ReturnType<typeof placesApi>>
type Row = { row: number; proposal: string; warnings: { check: string }[] }
let api: Api
beforeAll(async () => {
  api = await placesApi()
})
afterAll(() => api.close())

const reporter = accountFor('reporter', 'reporter', '02839')
const reviewer = accountFor('reviewer', 'reviewer', null)

const list = [
  'Mã xã,Tên thôn,Số hộ,Trẻ dưới 16,Điểm vui chơi,Đặc biệt khó khăn',
  '02839,Na Hối,60,100,có,không',
  '02839,Nậm Đét,40,0,không,có',
  '02890,Thôn của xã khác,40,50,không,có',
].join('\n')

const importList = async (who: Account | null, fields: Record<string, string> = {}) => {
  api.as(who)
  const form = new FormData()
  const asked = { kind: 'village', source: 'Register of June', asOf: '2026-06-30', ...fields }
  for (const [name, value] of Object.entries(asked)) form.append(name, value)
  form.append('file', new File([list], 'so-thon.csv'))
  return api.send('/api/places/imports', form)
}
const post = async (who: Account, path: string, body: object) => {
  api.as(who)
  return api.post(path, body)
}
const register = async () => (await (await api.get('/api/units/2025/02839')).json()).register

test('a preview shows each row, what is wrong with it, and changes nothing', async () => {
  const preview = await (await importList(reporter)).json()
  expect([preview.rows, preview.taken.length, preview.rejected.length, preview.sent]).toEqual([
    3,
    2,
    1,
    false,
  ])
  expect(preview.taken.map(({ warnings }: Row) => warnings.map(({ check }) => check))).toEqual([
    [],
    ['no-children'],
  ])
  expect(preview.rejected[0].detail).toContain('02890')
  const { proposals } = await (await api.get('/api/places/proposals')).json()
  expect(proposals).toEqual([])
})

test('what is sent waits for review; sent twice it waits once; approved together it is one data version', async () => {
  const sent = await (await importList(reporter, { send: 'true' })).json()
  await importList(reporter, { send: 'true' })
  const ids = sent.taken.map(({ proposal }: Row) => proposal)
  api.as(reviewer)
  const { proposals } = await (await api.get('/api/places/proposals?state=submitted')).json()
  expect(proposals.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort())

  const before = api.dataset().version
  expect((await post(reporter, '/api/places/approvals', { ids })).status).toBe(403)
  expect((await post(reviewer, '/api/places/approvals', { ids: [...ids, 'none'] })).status).toBe(404)
  expect(api.dataset().version).toBe(before)
  const approved = await post(reviewer, '/api/places/approvals', { ids })
  expect(await approved.json()).toEqual({ approved: 2, dataVersion: before + 1 })

  const { features } = await (await api.get('/api/villages?commune=02839')).json()
  expect(features.map(({ properties }: { properties: { name: string } }) => properties.name).sort()).toEqual([
    'Na Hối',
    'Nậm Đét',
  ])
  const again = await (await importList(reporter)).json()
  expect([again.taken.length, again.same.length]).toEqual([0, 2])
})

test('the commune shows its register beside its report, and counts from it once it says that it is whole', async () => {
  expect(await register()).toMatchObject({ isComplete: false, isCounted: false, status: 'reported' })
  const content = {
    vintage: '2025',
    commune: '02839',
    isComplete: true,
    source: 'Register of June',
    asOf: '2026-06-30',
  }
  const change = { kind: 'register', action: 'change', subject: '02839', content }
  expect((await post(reporter, '/api/places/proposals', { id: 'whole', change })).status).toBe(201)
  expect((await post(reviewer, '/api/places/proposals/whole/approve', {})).status).toBe(200)
  const view = await register()
  expect(view).toMatchObject({ isComplete: true, isCounted: true })
  const { geographies, cellAt } = api.dataset()
  const index = geographies['2025'].indexOf.get('02839')!
  expect(cellAt('real', '2025', index, 'villages', '2026-H1')).toMatchObject({
    value: 2,
    status: 'reported',
    source: 'register',
  })
  const made = api.shipped.illustrative.find(
    ({ code, measure, period }) => code === '02839' && measure === 'villages' && period === '2026-H1',
  )!
  const row = view.differences.find(({ measure }: { measure: string }) => measure === 'villages')
  expect(row).toMatchObject({ register: 2 })
  expect([null, made.value]).toContain(row.reported)
})

test('needs an account that keeps places, and a file that can be read', async () => {
  expect((await importList(null)).status).toBe(401)
  expect((await importList(accountFor('viewer', 'viewer', null))).status).toBe(403)
  expect((await importList(reporter, { kind: 'facility' })).status).toBe(422)
  expect((await importList(reporter, { source: ' ' })).status).toBe(400)
})

test(
  'a long list is read in a thread, and says the same of each row as a short one',
  { timeout: 120_000 },
  async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => `02839,Thôn số ${i},40,${i === 7 ? 0 : 30},không,có`)
    const [heading = ''] = list.split('\n')
    const strangers = '02890,Thôn của xã khác,40,50,không,có'
    const form = new FormData()
    const asked = { kind: 'village', source: 'Register of June', asOf: '2026-06-30' }
    for (const [name, value] of Object.entries(asked)) form.append(name, value)
    form.append('file', new File([[heading, ...rows, strangers].join('\n')], 'so-thon-dai.csv'))
    api.as(reporter)
    const preview = await (await api.send('/api/places/imports', form)).json()
    expect([preview.rows, preview.taken.length, preview.sent]).toEqual([1501, 1500, false])
    expect(
      preview.taken.flatMap(({ row, warnings }: Row) => warnings.map(({ check }) => [row, check])),
    ).toEqual([[9, 'no-children']])
    expect(preview.rejected.map(({ row }: Row) => row)).toEqual([1502])
  },
)

test('elevations of a list give an estimate of the time on foot, and none where one is missing', async () => {
  const spot = (lon: number, lat: number) => `${lon},${lat}`
  const rows = [
    'Mã xã,Tên thôn,Điểm vui chơi,Kinh độ,Vĩ độ,Độ cao',
    `02842,Thôn Thấp,có,${spot(104.35, 22.55)},700`,
    `02842,Thôn Cao,không,${spot(104.36, 22.55)},800`,
    `02842,Thôn Lặng,không,${spot(104.34, 22.55)},`,
  ]
  const form = new FormData()
  const asked = { kind: 'village', source: 'Register of June', asOf: '2026-06-30', send: 'true' }
  for (const [name, value] of Object.entries(asked)) form.append(name, value)
  form.append('file', new File([rows.join('\n')], 'do-cao.csv'))
  const officer = accountFor('officer', 'reporter', '02842')
  api.as(officer)
  const { taken, rejected } = await (await api.send('/api/places/imports', form)).json()
  expect(rejected).toEqual([])
  for (const { proposal } of taken as Row[]) {
    expect((await post(reviewer, `/api/places/proposals/${proposal}/approve`, {})).status).toBe(200)
  }
  const { features } = await (await api.get('/api/villages?commune=02842')).json()
  const told = Object.fromEntries(
    features.map(({ properties: of }: { properties: Record<string, unknown> }) => [
      of['name'],
      [of['elevation'], of['play_area_metres'], of['play_area_minutes']],
    ]),
  )
  // 1029 m, down by 100 m: 6 · exp(−3.5 · |−0.0973 + 0.05|) = 5.085 km/h
  expect(told).toEqual({
    Thấp: [700, 0, null],
    Cao: [800, 1029, 12],
    Lặng: [null, 1029, null],
  })
})
