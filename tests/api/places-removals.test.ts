import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '#domain/rights'
import { accountFor, placesApi } from '../fixtures/places-api'

type Api = Awaited<ReturnType<typeof placesApi>>
let api: Api
beforeAll(async () => {
  api = await placesApi()
})
afterAll(() => api.close())

const reporter = accountFor('reporter', 'reporter', '02839')
const post = async (who: Account, path: string, body: object) => {
  api.as(who)
  return api.post(path, body)
}

test('a village that is removed leaves the list and keeps its history; what stands in it stays', async () => {
  const { villages } = api.dataset().places
  const village = villages.find(({ vintage, commune }) => vintage === '2025' && commune === '02839')!
  const standing = () => api.dataset().places.facilities.filter((one) => one.village === village.id).length
  const before = standing()
  const change = { kind: 'village', action: 'remove', subject: village.id, content: null }
  const wish = { id: 'village-gone', change, base: village.since, note: 'merged with its neighbour' }
  expect((await post(accountFor('far', 'reporter', '02890'), '/api/places/proposals', wish)).status).toBe(403)
  expect((await post(reporter, '/api/places/proposals', wish)).status).toBe(201)
  // four eyes: not by its author, and not by whoever only reports
  const approval = '/api/places/proposals/village-gone/approve'
  expect((await post(reporter, approval, {})).status).toBe(403)
  expect((await post(accountFor('reviewer', 'reviewer', '085'), approval, {})).status).toBe(200)
  const profile = await (await api.get(`/api/villages/${village.id}`)).json()
  expect([profile.village, profile.history.length]).toEqual([null, 1])
  expect(api.dataset().places.villages.some(({ id }) => id === village.id)).toBe(false)
  expect(standing()).toBe(before)
})
