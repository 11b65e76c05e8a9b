import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../fixtures/server'
import { startServer } from '../fixtures/server'
import type { Service } from './service'
import { serviceOf } from './service'

let server: TestServer
let service: Service
beforeAll(async () => {
  server = await startServer()
  service = serviceOf(server)
})
afterAll(() => server.stop())

const communes = '/collections/communes_2024/items'
const refusal = async (path: string, language: string) => {
  const answer = await service.answer(path, { 'accept-language': language })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = await answer.json()
  expect(problem.status).toBe(answer.status)
  return problem
}

describe('a parameter that makes no sense is refused with what is wrong and what would be right', () => {
  test.each([
    ['bbox=22,103,23,104', 'query.bbox', 'longitude comes first', 'kinh độ trước'],
    ['bbox=105,22,104,23', 'query.bbox', 'west,south,east,north', 'tây,nam,đông,bắc'],
    ['bbox=103,23,104,22', 'query.bbox', 'exchanged', 'đổi chỗ'],
    ['bbox=103,22,104', 'query.bbox', '4 numbers', '4 số'],
    ['bbox=103,22,,23', 'query.bbox', '4 numbers', '4 số'],
    ['bbox=103,22,104,north', 'query.bbox', '"103,22,104,north"', '«103,22,104,north»'],
    ['bbox=2480000,420000,2490000,410000&bbox-crs=EPSG:9208', 'query.bbox', 'metres', 'mét'],
    ['bbox=1,2,3,4&bbox-crs=EPSG:32648', 'query.bbox-crs', 'EPSG/0/9208', 'EPSG/0/9208'],
    ['crs=http://www.opengis.net/def/crs/EPSG/0/9211', 'query.crs', 'EPSG/0/9208', 'EPSG/0/9208'],
    ['limit=0', 'query.limit', '1 or more', 'từ 1 trở lên'],
    ['limit=-1', 'query.limit', '1 or more', 'từ 1 trở lên'],
    ['limit=1.5', 'query.limit', 'whole number', 'số nguyên'],
    ['limit=', 'query.limit', 'whole number', 'số nguyên'],
    ['offset=-1', 'query.offset', '0 or more', 'từ 0 trở lên'],
    ['datetime=2025-13-45', 'query.datetime', '2025-H1', '2025-H1'],
    ['datetime=2025-06-30/2024-01-01', 'query.datetime', 'start first', 'đầu trước cuối'],
    ['datetime=2025-02-29', 'query.datetime', '2025-H1', '2025-H1'],
    ['datetime=a/b/c', 'query.datetime', 'interval', 'khoảng'],
    ['period=2019', 'query.period', '2026-H1', '2026-H1'],
    ['illustrative=perhaps', 'query.illustrative', 'true, false', 'true, false'],
    ['f=gml', 'query.f', 'json, html', 'json, html'],
    ['zone=three', 'query.zone', 'a whole number', 'số nguyên'],
    ['area_km2=large', 'query.area_km2', 'a number', 'một số'],
    ['type=city', 'query.type', 'thị trấn, xã', 'thị trấn, xã'],
    ['period_end=2025-02-30', 'query.period_end', 'a day like', 'một ngày'],
    ['lang=fr', 'query.lang', 'vi, en', 'vi, en'],
    ['villages=5', 'query.villages', 'no such parameter', 'Không có tham số'],
    ['limit=1&limit=2', 'query.limit', 'only once', 'một lần'],
    ['filter=true&filter-lang=ecql', 'query.filter-lang', 'cql2-text', 'cql2-text'],
    ['filter=zone%20%3D%3D%203', 'filter:7', 'Character 7: found "="', 'Ký tự 7: gặp «=»'],
    ['filter=zone%20%3D%20III', 'filter:8', 'no property "III"', 'không có trường «III»'],
    ['filter=%7B%22op%22%3A%22%3D%22%7D&filter-lang=cql2-json', 'filter/args', 'expected here', 'ở đây cần'],
  ])('%s', async (query, where, en, vi) => {
    const [english, vietnamese] = [
      await refusal(`${communes}?${query}`, 'en'),
      await refusal(`${communes}?${query}`, 'vi'),
    ]
    expect([english.status, english.errors[0].where]).toEqual([400, where])
    expect(english.errors[0].detail).toContain(en)
    expect(vietnamese.errors[0].detail).toContain(vi)
  })

  test('what does not exist is not found, and what does is listed', async () => {
    const unknown = await refusal('/collections/villages_1975', 'en')
    expect([unknown.status, unknown.type]).toEqual([404, '/docs#unknown-collection'])
    expect(unknown.allowed).toContain('communes_2025')
    expect(await refusal(`${communes}/99999`, 'vi')).toMatchObject({
      status: 404,
      type: '/docs#unknown-feature',
    })
  })

  test('what comes from outside is shown as text, never as markup', async () => {
    const nasty = encodeURIComponent('"><script>alert(1)</script>')
    for (const path of [`${communes}?f=html&name=${nasty}`, `?f=html&lang=${nasty}`]) {
      expect(await (await service.answer(path)).text()).not.toContain('<script')
    }
  })
})

describe('the service is found', () => {
  test('with a slash at its end, too', async () => {
    const answer = await service.answer('/')
    expect([answer.status, new URL(answer.url).pathname]).toEqual([200, '/ogc'])
  })

  test('behind a proxy by the address that people use', async () => {
    const forwarded = { 'x-forwarded-host': 'map.example.org', 'x-forwarded-proto': 'https' }
    const { links } = await service.json('', forwarded)
    for (const { href } of links) expect(href).toMatch(/^https:\/\/map\.example\.org\/ogc/)
    const odd = await service.json('', { 'x-forwarded-host': 'a b"<c>', 'x-forwarded-proto': 'gopher' })
    for (const { href } of odd.links)
      expect(new URL(href).origin).toBe(server.url.replace('localhost', new URL(href).hostname))
  })

  test('from other sites', async () => {
    const answer = await service.answer(communes, { origin: 'https://example.org' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('Content-Crs')
  })

  test('with what was chosen kept on every link', async () => {
    const { links } = await service.json('?illustrative=false&period=2024-H2&lang=en')
    for (const { href } of links) expect(href).toContain('lang=en&period=2024-H2&illustrative=false')
  })
})

describe('made-up figures', () => {
  test('are marked in every feature and told of in every description', async () => {
    const { features, notices } = await service.items('communes_2024', {
      limit: 1000,
      period: '2025-H1',
      lang: 'en',
    })
    expect(notices.join()).toContain('not real')
    for (const { properties } of features) {
      const statuses = Object.entries(properties).filter(([name]) => name.endsWith('_status'))
      expect(statuses).toHaveLength(29)
      expect(properties.has_illustrative).toBe(statuses.some(([, status]) => status === 'illustrative'))
    }
    expect((await service.json('/collections/communes_2024?lang=en')).description).toContain('illustrative')
  })

  test('are gone when they are not wanted', async () => {
    const { features } = await service.items('communes_2024', { limit: 1000, illustrative: 'false' })
    for (const { properties } of features) {
      expect(properties.has_illustrative).toBe(false)
      expect(Object.values(properties)).not.toContain('illustrative')
    }
  })
})
