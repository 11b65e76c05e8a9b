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

type Feature = {
  id: string
  geometry: { type: string; coordinates: [number, number] } | null
  properties: Record<string, string | number | boolean | null>
}

describe('villages and facilities as layers of points', () => {
  test('are described in both languages, with where they lie', async () => {
    const vi = await service.json('/collections/villages_2025?lang=vi')
    const en = await service.json('/collections/villages_2025?lang=en')
    expect([vi.title, en.title]).toEqual([
      'Thôn, bản, tổ dân phố của xã từ 01/7/2025',
      'Villages of the communes since 1 July 2025',
    ])
    expect(en.description).toContain('illustrative')
    const [west, south, east, north] = en.extent.spatial.bbox[0]
    expect([west > 103, south > 21, east < 105.5, north < 23]).toEqual([true, true, true, true])
  })

  test('say of every column what it means, and that they are points', async () => {
    const { properties } = await service.json('/collections/facilities/queryables')
    expect(properties.geometry).toMatchObject({ format: 'geometry-point', 'x-ogc-role': 'primary-geometry' })
    expect(properties.kind.enum).toContain('play-area')
    const schema = await service.json('/collections/villages_2025/schema')
    expect(schema.properties.properties.properties.play_area_metres).toMatchObject({
      type: 'number',
      'x-ogc-unit': 'm',
    })
  })

  test('come page by page, every one once', async () => {
    const ids: string[] = []
    let asked: string | undefined = '/ogc/collections/villages_2025/items?limit=1000'
    while (asked !== undefined) {
      const page: { numberMatched: number; features: Feature[]; links: { rel: string; href: string }[] } =
        await (await server.get(asked, { accept: 'application/json' })).json()
      ids.push(...page.features.map(({ id }) => id))
      const next: string | undefined = page.links.find(({ rel }) => rel === 'next')?.href
      asked = next === undefined ? undefined : new URL(next).pathname + new URL(next).search
      expect(page.numberMatched).toBe(server.published().dataset.places.villages.length)
    }
    expect(new Set(ids).size).toBe(server.published().dataset.places.villages.length)
  })

  test('are found by columns, by filters and by place', async () => {
    const lacking = await service.items('villages_2025', {
      play_area: 'no',
      district_code: '085',
      limit: 1000,
    })
    expect(lacking.features.length).toBeGreaterThan(10)
    const far = await service.codes('villages_2025', {
      filter: "district_code = '085' AND play_area_metres > 2000",
    })
    const all: Feature[] = (await service.items('villages_2025', { district_code: '085', limit: 1000 }))
      .features
    const wanted = all.filter(({ properties }) => Number(properties['play_area_metres'] ?? 0) > 2000)
    expect(far).toEqual(wanted.map(({ id }) => id))
    const box = await service.items('facilities', { bbox: '104.28,22.51,104.30,22.53', limit: 1000 })
    expect(box.features.length).toBeGreaterThan(0)
    for (const { geometry } of box.features as Feature[]) {
      expect(geometry!.coordinates[0]).toBeGreaterThanOrEqual(104.28)
      expect(geometry!.coordinates[1]).toBeLessThanOrEqual(22.53)
    }
    const inside = await service.codes('facilities', {
      filter:
        'S_INTERSECTS(geometry, POLYGON((104.28 22.51, 104.30 22.51, 104.30 22.53, 104.28 22.53, 104.28 22.51)))',
    })
    expect(inside).toEqual(box.features.map(({ id }: Feature) => id))
  })

  test('are one by one where they are, latitude first where the system wants it', async () => {
    const { id } = (await service.items('facilities', { limit: 1 })).features[0]
    const here: Feature = await service.json(`/collections/facilities/items/${id}`)
    const there: Feature = await service.json(
      `/collections/facilities/items/${id}?crs=${encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4326')}`,
    )
    expect(there.geometry!.coordinates).toEqual([...here.geometry!.coordinates].reverse())
  })

  test('leave the made-up ones out when told so', async () => {
    expect((await service.items('villages_2025', { illustrative: 'false' })).numberMatched).toBe(0)
  })

  test('have pages for people', async () => {
    const page = await (await service.answer('/collections/facilities/items?f=html&lang=en')).text()
    expect(page).toContain('Facilities for children')
  })
})
