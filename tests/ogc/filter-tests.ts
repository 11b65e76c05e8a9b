import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import { collections, epsg, linksWith } from './conformance-tests'

const part3 = 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf'
const communes = '/collections/communes_2024/items'

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
        const reply = await answer(`/collections/${id}/queryables`)
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
    'a value that the field cannot hold is refused': async ({ answer }) => {
      expect((await answer(`${communes}?zone=three`)).status).toBe(400)
      expect((await answer(`${communes}?has_illustrative=1`)).status).toBe(400)
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
    '/req/filter/mixing-expressions: a filter narrows what the other parameters leave': async ({ codes }) => {
      const box = { bbox: '104.2,22.4,104.3,22.5' }
      const inBox = await codes('communes_2024', box)
      const wards = await codes('communes_2024', { filter: "type = 'xã'" })
      expect(await codes('communes_2024', { ...box, filter: "type = 'xã'" })).toEqual(
        inBox.filter((code) => wards.includes(code)),
      )
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
    'every layer takes filters, the one without shapes too': async ({ codes }) => {
      expect(
        await codes('crosswalk', { filter: "to_code = '02647' AND from_district_code = '080'" }),
      ).toContain('02635-02647')
    },
  },
}
