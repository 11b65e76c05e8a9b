import type { MultiPolygon, Point } from 'geojson'
import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import { collections, definitionOf, linksWith, unitCollections } from './conformance-tests'

const part1 = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf'
const communes = '/collections/communes_2024/items'

type Feature = { geometry: Point | MultiPolygon | null }

const listed = [...collections, 'villages_2024']

/** OGC API – Features – Part 1: Core, OGC 17-069r4. */
export const coreTests: ConformanceTests = {
  [`${part1}/core`]: {
    '/req/core/root-op, root-success: the landing page leads to everything': async ({ answer, follow }) => {
      const landing = await answer('')
      expect(landing.status).toBe(200)
      const document = await landing.json()
      for (const rel of ['self', 'service-desc', 'service-doc', 'conformance', 'data']) {
        const links = linksWith(document, rel)
        expect(links, rel).not.toEqual([])
        for (const { href, type, title } of links) {
          const reached = await follow(href)
          expect(reached.status, href).toBe(200)
          expect(reached.headers.get('content-type')).toContain(type.split(';')[0])
          expect(title).not.toBe('')
        }
      }
    },
    '/req/core/api-definition-op, api-definition-success': async ({ answer }) => {
      const definition = await answer('/api', { accept: 'application/vnd.oai.openapi+json;version=3.0' })
      expect(definition.status).toBe(200)
      expect(definition.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0')
    },
    '/req/core/conformance-op, conformance-success': async ({ json }) => {
      expect((await json('/conformance')).conformsTo).toContain(`${part1}/core`)
    },
    '/req/core/http: HEAD and conditional requests': async ({ answer }) => {
      const first = await answer(communes)
      const again = await answer(communes, { 'if-none-match': first.headers.get('etag')! })
      expect(again.status).toBe(304)
      expect((await fetch(first.url, { method: 'HEAD' })).status).toBe(200)
    },
    '/req/core/query-param-unknown': async ({ answer }) => {
      for (const path of [
        '',
        '/conformance',
        '/api',
        '/collections',
        '/collections/crosswalk',
        communes,
        `${communes}/02635`,
      ]) {
        expect((await answer(`${path}?swings=1`)).status, path).toBe(400)
      }
    },
    '/req/core/query-param-invalid': async ({ answer }) => {
      for (const query of [
        'limit=many',
        'limit=0',
        'bbox=1,2,3',
        'datetime=soon',
        'period=1999',
        'illustrative=maybe',
        'f=xml',
        'limit=1&limit=2',
        'lang=fr',
        'type=city',
        'period_end=soon',
        'zone=1.5',
        'area_km2=large',
      ]) {
        const refused = await answer(`${communes}?${query}`)
        expect(refused.status, query).toBe(400)
        expect(refused.headers.get('content-type'), query).toBe('application/problem+json')
        expect(await refused.json(), query).toMatchObject({ status: 400, title: expect.any(String) })
      }
      for (const path of ['', '/conformance', '/api', '/collections', '/collections/crosswalk']) {
        for (const query of ['f=xml', 'lang=fr', 'period=1999', 'illustrative=maybe']) {
          expect((await answer(`${path}?${query}`)).status, `${path}?${query}`).toBe(400)
        }
      }
    },
    '/req/core/crs84: longitude and latitude unless told otherwise': async ({ items }) => {
      const { features } = await items('communes_2024', { limit: 1 })
      const [lon, lat] = features[0].geometry.coordinates[0][0][0]
      expect(lon).toBeGreaterThan(103)
      expect(lat).toBeLessThan(23)
    },
    '/req/core/fc-md-op, fc-md-success, fc-md-links, fc-md-items, fc-md-items-links': async ({ json }) => {
      const document = await json('/collections')
      expect(linksWith(document, 'self')[0]?.type).toBe('application/json')
      expect(linksWith(document, 'alternate')[0]?.type).toBe('text/html')
      expect(document.collections.map(({ id }: { id: string }) => id).sort()).toEqual(listed.toSorted())
      for (const collection of document.collections) {
        const types = linksWith(collection, 'items').map(({ type }) => type)
        expect(types).toEqual(['application/geo+json', 'text/html'])
        expect(linksWith(collection, 'items')[0]?.href).toContain(`/ogc/collections/${collection.id}/items`)
      }
    },
    '/req/core/fc-md-extent, fc-md-extent-multi: every feature lies in the extent': async ({
      json,
      items,
    }) => {
      for (const id of [...Object.keys(unitCollections), 'facilities']) {
        const { extent } = await json(`/collections/${id}`)
        expect(extent.spatial.bbox).toHaveLength(1)
        const [west, south, east, north] = extent.spatial.bbox[0]
        const pages = [0, 1000, 2000].map((offset) => items(id, { limit: 1000, offset }))
        const features = (await Promise.all(pages)).flatMap((page) => page.features)
        const positions: number[][] = features.flatMap((f: Feature) =>
          f.geometry?.type === 'Point' ? [f.geometry.coordinates] : (f.geometry?.coordinates.flat(2) ?? []),
        )
        expect(Math.min(...positions.map(([lon]) => lon!))).toBe(west)
        expect(Math.max(...positions.map(([lon]) => lon!))).toBe(east)
        expect(Math.min(...positions.map(([, lat]) => lat!))).toBe(south)
        expect(Math.max(...positions.map(([, lat]) => lat!))).toBe(north)
        expect(extent.temporal.interval).toEqual([['2023-07-01T00:00:00Z', '2026-06-30T23:59:59Z']])
      }
    },
    '/req/core/sfc-md-op, sfc-md-success: a collection says the same alone as in the list': async ({
      json,
    }) => {
      const { collections: listed } = await json('/collections')
      for (const collection of listed) expect(await json(`/collections/${collection.id}`)).toEqual(collection)
    },
    '/req/core/fc-op, fc-response, fc-numberMatched, fc-numberReturned': async ({ items }) => {
      for (const [id, count] of Object.entries({ ...unitCollections, crosswalk: 325 })) {
        const document = await items(id, { limit: 1000 })
        expect(document.type).toBe('FeatureCollection')
        expect([document.numberMatched, document.numberReturned, document.features.length]).toEqual([
          count,
          count,
          count,
        ])
      }
    },
    '/req/core/fc-limit-definition, fc-bbox-definition, fc-time-definition: defined as the standard writes them':
      async (service) => {
        const optional = { in: 'query', required: false, style: 'form', explode: false }
        const bbox = {
          type: 'array',
          oneOf: [
            { minItems: 4, maxItems: 4 },
            { minItems: 6, maxItems: 6 },
          ],
          items: { type: 'number' },
        }
        for (const id of listed) {
          expect(await definitionOf(service, id, 'limit')).toMatchObject({
            ...optional,
            schema: { type: 'integer' },
          })
          expect(await definitionOf(service, id, 'bbox')).toMatchObject({ ...optional, schema: bbox })
          expect(await definitionOf(service, id, 'datetime')).toMatchObject({
            ...optional,
            schema: { type: 'string' },
          })
        }
      },
    '/req/core/fc-limit-response-1: at most so many; more than the maximum is the maximum': async ({
      items,
    }) => {
      expect((await items('communes_2024', { limit: 7 })).features).toHaveLength(7)
      expect((await items('communes_2024')).features).toHaveLength(100)
      expect((await items('communes_2024', { limit: 1_000_000_000 })).features).toHaveLength(152)
    },
    '/req/core/fc-bbox-response': async ({ codes, items }) => {
      const all = await codes('communes_2024', {})
      expect(await codes('communes_2024', { bbox: '-180,-90,180,90' })).toEqual(all)
      expect(await codes('communes_2024', { bbox: '-180,-90,0,180,90,9000' })).toEqual(all)
      expect(await codes('communes_2024', { bbox: '0,0,1,1' })).toEqual([])
      expect(await codes('communes_2024', { bbox: '150,-90,-150,90' })).toEqual([])
      const { features } = await items('communes_2024', { limit: 1 })
      const [lon, lat] = features[0].geometry.coordinates[0][0][0]
      const touching = await codes('communes_2024', { bbox: [lon, lat, lon, lat].join(',') })
      expect(touching).toContain(features[0].id)
      expect(touching.length).toBeLessThan(6)
    },
    '/req/core/fc-time-response: the figures of the latest period that is touched': async ({ items }) => {
      const periodOf = async (datetime: string) => {
        const { features, numberMatched } = await items('communes_2024', { limit: 1, datetime })
        return numberMatched === 0 ? null : features[0].properties.period
      }
      expect(await periodOf('2024-03-31')).toBe('2024-H1')
      expect(await periodOf('2024-06-30T23:59:59Z')).toBe('2024-H1')
      expect(await periodOf('2024-01-01T00:00:00Z/2024-12-31T23:59:59Z')).toBe('2024-H2')
      expect(await periodOf('../2024-07-01')).toBe('2024-H2')
      expect(await periodOf('2024-07-01/..')).toBe('2026-H1')
      expect(await periodOf('2024-H1')).toBe('2024-H1')
      expect(await periodOf('1999-01-01')).toBeNull()
      expect(await periodOf('2030-01-01/..')).toBeNull()
    },
    '/req/core/fc-links, fc-rel-type: pages lead through all features, each once': async ({
      items,
      follow,
    }) => {
      const first = await items('communes_2024', { limit: 50, filter: "type = 'xã'" })
      const seen: string[] = []
      let page = first
      for (;;) {
        seen.push(...page.features.map(({ id }: { id: string }) => id))
        for (const { type } of page.links) expect(type).not.toBe('')
        const [next] = linksWith(page, 'next')
        if (!next) break
        expect(next.type).toBe('application/geo+json')
        page = await (await follow(next.href)).json()
      }
      expect(seen).toHaveLength(127)
      expect(new Set(seen).size).toBe(127)
      const [previous] = linksWith(page, 'prev')
      expect(await (await follow(previous!.href)).json()).toMatchObject({ numberReturned: 50 })
      expect(linksWith(first, 'self')[0]?.type).toBe('application/geo+json')
      expect(linksWith(first, 'alternate')[0]?.type).toBe('text/html')
    },
    '/req/core/fc-timeStamp: no time of answering is claimed': async ({ items }) => {
      expect(await items('communes_2024', { limit: 1 })).not.toHaveProperty('timeStamp')
    },
    '/req/core/f-op, f-success, f-links': async ({ answer, json, follow }) => {
      const feature = await json(`${communes}/02635`)
      expect(feature).toMatchObject({ type: 'Feature', id: '02635', properties: { name: 'Duyên Hải' } })
      for (const rel of ['self', 'alternate', 'collection']) {
        const [link] = linksWith(feature, rel)
        expect((await follow(link!.href)).status, rel).toBe(200)
      }
      expect((await answer(`${communes}/99999`)).status).toBe(404)
      expect((await answer('/collections/villages_1975/items')).status).toBe(404)
    },
  },
  [`${part1}/geojson`]: {
    '/req/geojson/definition': async ({ answer }) => {
      for (const path of [communes, `${communes}/02635`]) {
        expect((await answer(path)).headers.get('content-type')).toBe('application/geo+json')
      }
    },
    '/req/geojson/content: outer rings anticlockwise, closed': async ({ items }) => {
      const { features } = await items('communes_2024', { limit: 1000 })
      for (const { type, geometry } of features) {
        expect([type, geometry.type]).toEqual(['Feature', 'MultiPolygon'])
        for (const [outer] of geometry.coordinates as [number, number][][][]) {
          expect(outer!.at(-1)).toEqual(outer![0])
          const area = outer!
            .slice(1)
            .reduce((sum, [x, y], i) => sum + outer![i]![0] * y - x * outer![i]![1], 0)
          expect(area).toBeGreaterThan(0)
        }
      }
    },
  },
  [`${part1}/oas30`]: {
    '/req/oas30/oas-common, oas-definition-1, oas-definition-2: OpenAPI 3.0 for machines and as a page':
      async ({ answer }) => {
        const definition = await (await answer('/api')).json()
        expect(definition.openapi).toMatch(/^3\.0\./)
        expect(definition.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
        const names = Object.values<{ get: { parameters: { $ref?: string }[] } }>(definition.paths).flatMap(
          ({ get }) =>
            get.parameters.flatMap(({ $ref }) =>
              $ref ? [$ref.replace('#/components/parameters/', '')] : [],
            ),
        )
        for (const name of names) expect(definition.components.parameters).toHaveProperty([name])
      },
    '/req/oas30/oas-impl: every path that it names answers': async ({ json, answer, items }) => {
      const { paths, servers } = await json('/api')
      expect(new URL(servers[0].url).pathname).toBe('/ogc')
      for (const path of Object.keys(paths)) {
        const [, , collection = ''] = path.split('/')
        const [first] = path.includes('{featureId}') ? (await items(collection, { limit: 1 })).features : []
        if (path.includes('{featureId}') && first === undefined) continue
        const id = String(first?.id)
        expect((await answer(path === '/' ? '' : path.replace('{featureId}', id))).status, path).toBe(200)
      }
    },
    '/req/oas30/completeness: every field is declared as a parameter': async ({ json, items }) => {
      const { paths } = await json('/api')
      for (const id of collections) {
        const declared = paths[`/collections/${id}/items`].get.parameters.map(
          ({ name }: { name?: string }) => name,
        )
        const { features } = await items(id, { limit: 1 })
        expect(declared).toEqual(expect.arrayContaining(Object.keys(features[0].properties)))
      }
    },
    '/req/oas30/exceptions-codes': async ({ json }) => {
      const { paths } = await json('/api')
      expect(Object.keys(paths['/collections/communes_2024/items'].get.responses).sort()).toEqual([
        '200',
        '400',
        '500',
      ])
      expect(Object.keys(paths['/collections/communes_2024/items/{featureId}'].get.responses)).toContain(
        '404',
      )
    },
    '/req/oas30/security: none is needed to read': async ({ json }) => {
      expect(await json('/api')).not.toHaveProperty('security')
    },
  },
}
