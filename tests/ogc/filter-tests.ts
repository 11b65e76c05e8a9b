import proj4 from 'proj4'
import { expect } from 'vitest'
import { referenceSystem } from '#domain/reference-systems'
import type { ConformanceTests } from './conformance-tests'
import { collections, definitionOf, epsg, linksWith } from './conformance-tests'

const part3 = 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf'
const communes = '/collections/communes_2024/items'

/** A position as it is written in a reference system, its axes in their order. */
function written(uri: string, [lon = NaN, lat = NaN]: number[]): string {
  const system = referenceSystem(uri)!
  const [x, y] =
    system.definition === null ? [lon, lat] : proj4('WGS84', system.definition).forward([lon, lat])
  return (system.northFirst ? [y, x] : [x, y]).join(', ')
}

type Field = { type: string; format?: string; enum?: string[] }

/** OGC API – Features – Part 3: Filtering, OGC 19-079r2. */
export const filterTests: ConformanceTests = {
  [`${part3}/queryables`]: {
    '/req/queryables/queryables-link': async ({ json, follow }) => {
      for (const id of collections) {
        const links = linksWith(
          await json(`/collections/${id}`),
          'http://www.opengis.net/def/rel/ogc/1.0/queryables',
        )
        expect(links.map(({ type }) => type)).toEqual(['application/schema+json', 'text/html'])
        for (const { href } of links) expect((await follow(href)).status).toBe(200)
      }
    },
    '/req/queryables/get-queryables-op, get-queryables-response': async ({ answer, items }) => {
      for (const id of collections) {
        const reply = await answer(`/collections/${id}/queryables`, { accept: 'application/schema+json' })
        expect(reply.headers.get('content-type')).toBe('application/schema+json')
        const schema = await reply.json()
        expect(schema).toMatchObject({
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          type: 'object',
          additionalProperties: false,
        })
        expect(new URL(schema.$id).pathname).toBe(`/ogc/collections/${id}/queryables`)
        const { features } = await items(id, { limit: 1 })
        const { geometry, ...fields } = schema.properties
        expect(Object.keys(fields)).toEqual(Object.keys(features[0].properties))
        expect(geometry === undefined).toBe(id === 'crosswalk')
        for (const field of Object.values<{ type: string; title: string; description: string }>(fields)) {
          expect(['string', 'number', 'integer', 'boolean']).toContain(field.type)
          expect(field.title).not.toBe('')
          expect(field.description).toContain(' / ')
        }
      }
    },
  },
  [`${part3}/queryables-query-parameters`]: {
    '/req/queryables-query-parameters/parameters: a field is a parameter': async ({ codes }) => {
      const byField = await codes('communes_2024', { district_code: '085' })
      expect(byField).toEqual(await codes('communes_2024', { filter: "district_code = '085'" }))
      expect(byField.length).toBeGreaterThan(5)
      expect(await codes('communes_2024', { name: 'Duyên Hải' })).toEqual(['02635'])
      expect(await codes('communes_2024', { name: 'Duyên Hải'.normalize('NFD') })).toEqual(['02635'])
      expect(
        await codes('communes_2024', { has_illustrative: 'true', zone: 3, district_code: '085' }),
      ).toEqual(
        await codes('communes_2024', { filter: "has_illustrative AND zone = 3 AND district_code = '085'" }),
      )
    },
    '/req/queryables-query-parameters/parameters: with the schema of the queryable': async (service) => {
      for (const id of collections) {
        const { properties } = await service.json(`/collections/${id}/queryables`)
        const { paths } = await service.json('/api')
        const parameters: { name?: string; schema: object }[] =
          paths[`/collections/${id}/items`].get.parameters
        for (const [name, { type, format, enum: allowed }] of Object.entries<Field>(properties)) {
          if (name === 'geometry') continue
          const declared = parameters.find((parameter) => parameter.name === name)
          expect(declared?.schema, name).toMatchObject({
            type,
            ...(format && { format }),
            ...(allowed && { enum: allowed }),
          })
        }
      }
    },
    '/conf/queryables-query-parameters/query-param: every field of every layer narrows to its value; what it cannot hold is refused':
      async ({ answer, items, json }) => {
        for (const id of collections) {
          const { properties } = await json(`/collections/${id}/queryables`)
          const { features } = await items(id, { limit: 1 })
          const held = Object.entries<string | number | boolean | null>(features[0].properties)
          for (const [name, value] of held) {
            if (value === null) continue
            const found = await items(id, { [name]: String(value), limit: 3 })
            expect(found.numberReturned, name).toBeGreaterThan(0)
            for (const feature of found.features) expect(feature.properties[name], name).toBe(value)
            const { type, format, enum: allowed }: Field = properties[name]
            if (type === 'string' && !format && !allowed) continue
            const refused = await answer(`/collections/${id}/items?${name}=this-is-not-a-value`)
            expect(refused.status, name).toBe(400)
          }
        }
      },
  },
  [`${part3}/filter`]: {
    '/req/filter/filter-param, filter-lang-param: text when nothing is said': async ({ codes, answer }) => {
      const json = JSON.stringify({ op: '=', args: [{ property: 'district_code' }, '085'] })
      const text = "district_code = '085'"
      const wanted = await codes('communes_2024', { filter: text })
      expect(await codes('communes_2024', { filter: text, 'filter-lang': 'cql2-text' })).toEqual(wanted)
      expect(await codes('communes_2024', { filter: json, 'filter-lang': 'cql2-json' })).toEqual(wanted)
      expect((await answer(`${communes}?filter=true&filter-lang=sql`)).status).toBe(400)
      expect((await answer(`${communes}?filter=${encodeURIComponent(json)}`)).status).toBe(400)
    },
    '/req/filter/filter-crs-wgs84, filter-crs-param': async ({ codes, answer }) => {
      const wanted = await codes('communes_2024', { filter: 'S_INTERSECTS(geometry, POINT(104 22.5))' })
      expect(wanted).toHaveLength(1)
      const inVn2000 = 'S_INTERSECTS(geometry, POINT(422638.41 2489218.67))'
      expect(await codes('communes_2024', { filter: inVn2000, 'filter-crs': epsg(9208) })).toEqual(wanted)
      const northFirst = 'S_INTERSECTS(geometry, POINT(22.5 104))'
      expect(await codes('communes_2024', { filter: northFirst, 'filter-crs': epsg(4326) })).toEqual(wanted)
      expect((await answer(`${communes}?filter=true&filter-crs=${epsg(32648)}`)).status).toBe(400)
    },
    '/conf/filter/filter-param, expression-construction: of every layer, and nothing that is no filter':
      async ({ answer, items, json }) => {
        for (const id of collections) {
          const path = `/collections/${id}/items`
          const { properties } = await json(`/collections/${id}/queryables`)
          const all: number = (await items(id, { limit: 1 })).numberMatched
          for (const name of Object.keys(properties).slice(0, 3)) {
            const filter = `${name} IS NULL`
            const some: number = (await items(id, { filter, 'filter-lang': 'cql2-text' })).numberMatched
            const others: number = (await items(id, { filter: `NOT (${filter})` })).numberMatched
            expect(some + others, name).toBe(all)
          }
          for (const filter of ['THIS IS NOT A FILTER', 'this_is_not_a_queryable IS NULL']) {
            expect((await answer(`${path}?filter=${encodeURIComponent(filter)}`)).status).toBe(400)
          }
        }
      },
    '/conf/filter/filter-crs-wgs84, filter-crs-param: the extent of a layer, in each of its systems, holds all of it':
      async ({ answer, items, json }) => {
        for (const id of collections.filter((each) => each !== 'crosswalk')) {
          const { extent, crs } = await json(`/collections/${id}`)
          const [west, south, east, north] = extent.spatial.bbox[0]
          const all: number = (await items(id, { limit: 1, filter: 'geometry IS NOT NULL' })).numberMatched
          for (const uri of crs) {
            // a tenth of a degree more: the grids of VN-2000 do not run along the meridians
            const [a, b] = [
              [west - 0.1, south - 0.1],
              [east + 0.1, north + 0.1],
            ].map((corner) => written(uri, corner))
            const filter = `S_INTERSECTS(geometry, BBOX(${a}, ${b}))`
            const found = await items(id, { filter, 'filter-crs': uri, limit: 1 })
            expect(found.numberMatched, `${id} ${uri}`).toBe(all)
          }
          const nowhere = 'S_INTERSECTS(geometry, BBOX(1000000, 1000000, 2000000, 2000000))'
          const path = `/collections/${id}/items?filter=${encodeURIComponent(nowhere)}`
          expect((await answer(path)).status).toBe(400)
          const unknown = 'http://www.opengis.net/def/crs/OGC/0/does_not_exist'
          expect((await answer(`/collections/${id}/items?filter=true&filter-crs=${unknown}`)).status).toBe(
            400,
          )
        }
      },
    '/req/filter/mixing-expressions: a filter narrows what the other parameters leave': async ({ codes }) => {
      const box = { bbox: '104.2,22.4,104.3,22.5' }
      const inBox = await codes('communes_2024', box)
      const wards = await codes('communes_2024', { filter: "type = 'xã'" })
      expect(await codes('communes_2024', { ...box, filter: "type = 'xã'" })).toEqual(
        inBox.filter((code) => wards.includes(code)),
      )
      const everywhere = 'S_INTERSECTS(geometry, BBOX(-180, -90, 180, 90))'
      expect(await codes('communes_2024', { ...box, filter: everywhere })).toEqual(inBox)
      expect(await codes('communes_2024', { bbox: '0,0,1,1', filter: everywhere })).toEqual([])
    },
    '/req/filter/expression-construction, response: only what is a queryable, and only what is true': async ({
      answer,
      items,
    }) => {
      expect((await answer(`${communes}?filter=swings%3D1`)).status).toBe(400)
      const { features } = await items('communes_2024', { limit: 1000, filter: 'play_areas_villages < 30' })
      expect(features.length).toBeGreaterThan(0)
      for (const { properties } of features) expect(properties.play_areas_villages).toBeLessThan(30)
    },
  },
  [`${part3}/features-filter`]: {
    '/req/features-filter/filter-param: numberMatched counts what passes': async ({ items }) => {
      const filtered = await items('communes_2024', { filter: "district_code = '085'", limit: 2 })
      const all = await items('communes_2024', { district_code: '085', limit: 1000 })
      expect(filtered.numberMatched).toBe(all.features.length)
      expect(filtered.numberReturned).toBe(2)
    },
    '/req/features-filter/filter-param, filter-lang-param, filter-crs-param: declared for every layer':
      async (service) => {
        for (const id of collections) {
          for (const name of ['filter', 'filter-lang', 'filter-crs']) {
            expect(await definitionOf(service, id, name), name).toMatchObject({
              ...{ in: 'query', required: false, style: 'form', explode: false },
              schema: { type: 'string' },
            })
          }
          const languages = await definitionOf(service, id, 'filter-lang')
          expect(languages.schema.enum).toEqual(expect.arrayContaining(['cql2-text', 'cql2-json']))
          expect(languages.schema.default).toBe('cql2-text')
        }
      },
    'every layer takes filters, the one without shapes too': async ({ codes }) => {
      expect(
        await codes('crosswalk', { filter: "to_code = '02647' AND from_district_code = '080'" }),
      ).toContain('02635-02647')
    },
  },
}
