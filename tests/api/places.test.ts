import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placesApi } from '../fixtures/places-api'

type Api = Awaited<ReturnType<typeof placesApi>>
type Feature = {
  id: string
  geometry: { type: string; coordinates: [number, number] } | null
  properties: Record<string, string | number | boolean | null>
}

let api: Api
beforeAll(async () => {
  api = await placesApi()
})
afterAll(() => api.close())

const ask = async (path: string) => (await api.get(path)).json()
const featuresOf = async (path: string): Promise<Feature[]> => (await ask(path)).features

describe('GET /api/villages', () => {
  test('gives every village of a commune as a point with its record', async () => {
    const answer = await ask('/api/villages?commune=02839')
    expect(answer.dataVersion).toBe(api.dataset().version)
    expect(answer.numberReturned).toBe(answer.features.length)
    expect(answer.links).toEqual([])
    const own = api.shipped.madeUpPlaces.villages.filter(({ commune }) => commune === '02839')
    expect(answer.features.map(({ id }: Feature) => id)).toEqual(own.map(({ id }) => id))
    const [feature] = answer.features
    expect(feature.geometry).toEqual({ type: 'Point', coordinates: own[0]!.position })
    expect(feature.properties).toMatchObject({
      id: own[0]!.id,
      commune: '02839',
      status: 'illustrative',
      source: 'illustrative',
      as_of: '2026-06-30',
      ...own[0]!.children,
    })
  })

  test('is GeoJSON for one data version', async () => {
    const first = await api.get('/api/villages?commune=02839')
    expect(first.headers.get('content-type')).toBe('application/geo+json')
    const etag = first.headers.get('etag')!
    expect((await api.get('/api/villages?commune=02839', { 'If-None-Match': etag })).status).toBe(304)
  })

  test('lists those lacking: none, or only one under repair; unknown is not lacking', async () => {
    const states = async (query: string) =>
      new Set(
        (await featuresOf(`/api/villages?limit=5000&${query}`)).map(
          ({ properties }) => properties['play_area'],
        ),
      )
    expect(await states('lacking=true')).toEqual(new Set(['no', 'under-repair']))
    expect(await states('play_area=yes,unknown')).toEqual(new Set(['yes', 'unknown']))
    expect(await states('lacking=true&play_area=no,yes')).toEqual(new Set(['no']))
  })

  test('goes on page by page to the last, none twice', async () => {
    const ids: string[] = []
    let next: string | undefined = '/api/villages?limit=1000&lacking=true'
    while (next !== undefined) {
      const answer: { features: Feature[]; links: { href: string }[] } = await ask(next)
      ids.push(...answer.features.map(({ id }) => id))
      next = answer.links[0]?.href
    }
    const lacking = api.shipped.madeUpPlaces.villages.filter(({ playArea }) => /no$|repair/.test(playArea))
    expect(ids).toEqual(lacking.map(({ id }) => id).sort())
    expect(ids.length).toBeGreaterThan(1000)
  })

  test('knows districts and boxes', async () => {
    const ofDistrict = await featuresOf('/api/villages?district=085&limit=5000')
    expect(ofDistrict.length).toBeGreaterThan(50)
    expect(new Set(ofDistrict.map(({ properties }) => properties['district_code']))).toEqual(new Set(['085']))
    const inBox = await featuresOf('/api/villages?bbox=104.2,22.5,104.3,22.6&limit=5000')
    expect(inBox.length).toBeGreaterThan(0)
    for (const { geometry } of inBox) {
      expect(geometry!.coordinates[0]).toBeGreaterThanOrEqual(104.2)
      expect(geometry!.coordinates[1]).toBeLessThanOrEqual(22.6)
    }
  })

  test('says how far it is to the nearest play area, and why where it does not', async () => {
    const villages = await featuresOf('/api/villages?district=085&limit=5000')
    for (const { geometry, properties } of villages) {
      if (geometry) {
        expect(properties['play_area_state']).toBe('measured')
        // a village that has one has it within some hundred metres
        if (properties['play_area'] === 'yes') expect(properties['play_area_metres']).toBeLessThan(400)
      } else {
        expect(properties['play_area_state']).toBe(properties['play_area'] === 'yes' ? 'own' : 'unplaced')
      }
    }
  })

  test('leaves made-up villages out when told so', async () => {
    expect(await featuresOf('/api/villages?illustrative=false')).toEqual([])
  })

  test.each([
    ['commune=99999', 404],
    ['district=99999', 404],
    ['commune=1', 400],
    ['bbox=1,2,3', 400],
    ['bbox=a,b,c,d', 400],
    ['limit=0', 400],
    ['play_area=perhaps', 400],
    ['vintage=1999', 400],
  ])('refuses %s with %i and says why', async (query, status) => {
    const answer = await api.get(`/api/villages?${query}`)
    expect(answer.status).toBe(status)
    expect((await answer.json()).detail).not.toBe('')
  })
})

describe('GET /api/villages/{id}', () => {
  test('is the village with its facilities and every form it had', async () => {
    const village = api.shipped.madeUpPlaces.villages.find(({ playArea }) => playArea === 'yes')!
    const profile = await ask(`/api/villages/${village.id}`)
    expect(profile.village.properties.id).toBe(village.id)
    expect(profile.facilities.map(({ properties }: Feature) => properties['kind'])).toContain('play-area')
    expect(profile.history).toEqual([
      { since: profile.village.properties.since, until: null, village: profile.village },
    ])
  })

  test('of a village that there is not, is a problem that says where to look', async () => {
    const answer = await api.get('/api/villages/nowhere?lang=en')
    expect(answer.status).toBe(404)
    expect((await answer.json()).detail).toContain('/api/villages')
  })

  test('hides a made-up one when told so', async () => {
    const { id } = api.shipped.madeUpPlaces.villages[0]!
    expect((await api.get(`/api/villages/${id}?illustrative=false`)).status).toBe(404)
  })
})

describe('GET /api/facilities', () => {
  test('picks by kind and condition', async () => {
    const found = await featuresOf('/api/facilities?kind=play-area&condition=unsafe,under-repair&limit=5000')
    expect(found.length).toBeGreaterThan(10)
    for (const { properties } of found) {
      expect(properties['kind']).toBe('play-area')
      expect(['unsafe', 'under-repair']).toContain(properties['condition'])
    }
  })

  test('names the village that it serves', async () => {
    const village = api.shipped.madeUpPlaces.villages.find(({ playArea }) => playArea === 'yes')!
    const [feature] = await featuresOf(`/api/facilities?village=${village.id}&kind=play-area`)
    expect(feature!.properties).toMatchObject({ village: village.id, village_name: village.name })
    const profile = await ask(`/api/facilities/${feature!.id}`)
    expect(profile.facility).toEqual(feature)
    expect(profile.history).toHaveLength(1)
  })

  test('refuses a kind that there is not', async () => {
    expect((await api.get('/api/facilities?kind=school-yard')).status).toBe(400)
    expect((await api.get('/api/facilities/nowhere')).status).toBe(404)
  })
})

describe('GET /api/access', () => {
  type Named = { id: string; metres: number | null; children: number; playArea: string; gainAlone?: number }

  test('names the villages of a commune with their distances, and the place that serves most', async () => {
    const answer = await ask('/api/access?commune=02839&radius=1000')
    const own = api.shipped.madeUpPlaces.villages.filter(({ commune }) => commune === '02839')
    expect(answer.totals.villages).toBe(own.length)
    expect(answer.totals.lackingPlayArea).toBe(
      own.filter(({ playArea }) => /no$|repair/.test(playArea)).length,
    )
    const metres = answer.villages.map((village: Named) => village.metres ?? Infinity)
    expect(metres).toEqual([...metres].sort((a, b) => b - a))
    expect(answer.status).toBe('illustrative')
    const { siting } = answer
    expect(siting).toMatchObject({ kind: 'placed', goal: 'cover', status: 'optimal', count: 1 })
    expect(siting.gain).toBe(siting.chosen[0].gainAlone)
    const within1000 = (all: { metres: number; low: number }[]) =>
      all.find((each) => each.metres === 1000)!.low
    expect(within1000(siting.withinAfter) - within1000(answer.within)).toBe(siting.gain)
    expect(siting.gain).toBeGreaterThan(0)
  }, 60_000)

  test('places several in a district, and none when none is asked for', async () => {
    const answer = await ask('/api/access?district=085&sites=3&goal=distance')
    expect(answer.siting).toMatchObject({ kind: 'placed', status: 'optimal' })
    expect(answer.siting.chosen).toHaveLength(3)
    expect((await ask('/api/access?district=085&sites=0')).siting).toBeNull()
  }, 60_000)

  test('draws the circles that are asked for', async () => {
    const { circles } = await ask('/api/access?commune=02839&sites=0&radius=500&circles=true')
    expect(circles.features.length).toBeGreaterThan(3)
    expect(circles.features[0].properties.metres).toBe(500)
  })

  test('says for the whole province how near children are, but not where to build', async () => {
    const answer = await ask('/api/access')
    expect(answer.totals.villages).toBe(api.shipped.madeUpPlaces.villages.length)
    expect(answer.siting).toEqual({ kind: 'too-many-villages', most: 400 })
  }, 60_000)

  test('without made-up places there is nothing to measure', async () => {
    const answer = await ask('/api/access?commune=02839&illustrative=false')
    expect(answer).toMatchObject({ villages: [], status: null, siting: { chosen: [] } })
  })
})

test('an installation without made-up figures shows no made-up place, however it is asked', async () => {
  const bare = await placesApi({ illustrative: false })
  try {
    const { id } = api.shipped.madeUpPlaces.villages[0]!
    for (const path of ['/api/villages?illustrative=true', '/api/facilities']) {
      expect((await (await bare.get(path)).json()).features).toEqual([])
    }
    expect((await bare.get(`/api/villages/${id}`)).status).toBe(404)
    expect((await (await bare.get('/api/access?commune=02839&sites=0')).json()).villages).toEqual([])
  } finally {
    await bare.close()
  }
}, 60_000)
