import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import type { Service } from './service'

const cql2 = 'http://www.opengis.net/spec/cql2/1.0/conf'

type Field = { type: string; format?: string }

/** A value of the type of a field, as the abstract tests have it. */
const sample = ({ type, format }: Field): string =>
  format === 'date'
    ? "DATE('2022-04-14')"
    : { string: "'foo'", number: '3.14', integer: '1', boolean: 'true' }[type]!

async function fieldsOf({ json }: Service, id: string): Promise<[string, Field][]> {
  const { properties } = await json(`/collections/${id}/queryables`)
  return Object.entries<Field>(properties).filter(([name]) => name !== 'geometry')
}

/** Number of communes of 2024 for which the filter is true. */
const count = async ({ items }: Service, filter: string, language = 'cql2-text'): Promise<number> => {
  const document = await items('communes_2024', { limit: 1, filter, 'filter-lang': language })
  expect(document.numberMatched, `${filter}: ${document.detail}`).toBeTypeOf('number')
  return document.numberMatched
}

const notBoth = async (service: Service, a: string, b: string) =>
  expect(await count(service, `(${a}) AND (${b})`), `${a} and ${b}`).toBe(0)

/** OGC 21-065r2, Common Query Language (CQL2); the tests are those of its annex A, on this data. */
export const cql2Tests: ConformanceTests = {
  [`${cql2}/basic-cql2`]: {
    '/conf/basic-cql2/comparison: opposite comparisons of every field share nothing': async (service) => {
      for (const [name, field] of await fieldsOf(service, 'communes_2024')) {
        const value = sample(field)
        await notBoth(service, `${name} = ${value}`, `${name} <> ${value}`)
        await notBoth(service, `${name} > ${value}`, `${name} <= ${value}`)
        await notBoth(service, `${name} < ${value}`, `${name} >= ${value}`)
      }
    },
    '/conf/basic-cql2/is-null': async (service) => {
      for (const [name] of await fieldsOf(service, 'communes_2024')) {
        const empty = await count(service, `${name} IS NULL`)
        expect(empty + (await count(service, `${name} is not null`)), name).toBe(152)
      }
    },
    '/conf/basic-cql2/boolean': async (service) => {
      expect([await count(service, 'true'), await count(service, 'FALSE')]).toEqual([152, 0])
    },
    '/conf/basic-cql2/test-data': async (service) => {
      expect(await count(service, "type = 'xã'")).toBe(127)
      expect(await count(service, "type = 'phường'")).toBe(16)
      expect(await count(service, "type <> 'xã' AND NOT type = 'phường'")).toBe(9)
      expect(await count(service, "period_end = DATE('2026-06-30')")).toBe(152)
    },
    '/conf/basic-cql2/logical: (NOT p2 AND p1) OR (p3 AND p4) OR NOT (p1 OR p4)': async (service) => {
      const predicates = ["type = 'xã'", "district_code = '085'", 'zone = 3', 'play_areas_villages < 40']
      const holds = new Map<string, Set<string>>()
      for (const p of predicates) holds.set(p, new Set(await service.codes('communes_2024', { filter: p })))
      const all = await service.codes('communes_2024', {})
      for (const [p1, p2, p3, p4] of [predicates, predicates.toReversed()] as [
        string,
        string,
        string,
        string,
      ][]) {
        const filter = `(NOT (${p2}) AND ${p1}) OR (${p3} and ${p4}) or not (${p1} OR ${p4})`
        const is = (p: string, code: string) => holds.get(p)!.has(code)
        const wanted = all.filter(
          (c) => (!is(p2, c) && is(p1, c)) || (is(p3, c) && is(p4, c)) || !(is(p1, c) || is(p4, c)),
        )
        expect(await service.codes('communes_2024', { filter })).toEqual(wanted)
      }
    },
  },
  [`${cql2}/cql2-text`]: {
    '/conf/cql2-text/validate: what is no filter is refused with its place': async ({ answer }) => {
      const reply = await answer('/collections/communes_2024/items?filter=zone%20%3D', {
        'accept-language': 'en',
      })
      expect(reply.status).toBe(400)
      expect((await reply.json()).errors).toEqual([
        { where: 'filter:7', detail: expect.stringContaining('Character 7: the filter ends') },
      ])
    },
  },
  [`${cql2}/cql2-json`]: {
    '/conf/cql2-json/validate: both encodings mean the same': async (service) => {
      const property = { property: 'zone' }
      const pairs: [object | boolean, string][] = [
        [{ op: '=', args: [property, 3] }, 'zone = 3'],
        [{ op: 'not', args: [{ op: 'in', args: [property, [1, 2]] }] }, 'zone NOT IN (1, 2)'],
        [{ op: 'between', args: [property, 1, 2] }, 'zone BETWEEN 1 AND 2'],
        [{ op: 'isNull', args: [property] }, 'zone IS NULL'],
        [{ op: 'like', args: [{ property: 'name' }, 'Sa%'] }, "name LIKE 'Sa%'"],
        [
          { op: 's_intersects', args: [{ property: 'geometry' }, { bbox: [104, 22.3, 104.2, 22.5] }] },
          'S_INTERSECTS(geometry, BBOX(104, 22.3, 104.2, 22.5))',
        ],
        [
          {
            op: 'or',
            args: [
              { op: '<', args: [property, 1] },
              { op: '>', args: [{ property: 'period_end' }, { date: '2020-01-01' }] },
            ],
          },
          "zone < 1 OR period_end > DATE('2020-01-01')",
        ],
      ]
      for (const [json, text] of pairs) {
        expect(await count(service, JSON.stringify(json), 'cql2-json'), text).toBe(await count(service, text))
      }
    },
  },
  [`${cql2}/advanced-comparison-operators`]: {
    '/conf/advanced-comparison-operators/like': async (service) => {
      expect(await service.codes('communes_2024', { filter: "name LIKE 'Duyên H_i'" })).toEqual(['02635'])
      for (const [name, { type, format }] of await fieldsOf(service, 'communes_2024')) {
        if (type !== 'string' || format) continue
        await notBoth(service, `${name} LIKE 'S%'`, `${name} not like 'S%'`)
      }
    },
    '/conf/advanced-comparison-operators/between': async (service) => {
      for (const [name, { type }] of await fieldsOf(service, 'communes_2024')) {
        if (type !== 'number' && type !== 'integer') continue
        await notBoth(service, `${name} BETWEEN 0 AND 50`, `${name} NOT BETWEEN 0 AND 50`)
      }
    },
    '/conf/advanced-comparison-operators/in': async (service) => {
      expect(await service.codes('communes_2024', { filter: "code IN ('02635', '02641', '00000')" })).toEqual(
        ['02635', '02641'],
      )
      await notBoth(service, 'zone in (1, 2)', 'zone not in (1, 2)')
    },
  },
  [`${cql2}/case-insensitive-comparison`]: {
    '/conf/case-insensitive-comparison/casei-function': async (service) => {
      expect(await service.codes('communes_2024', { filter: "CASEI(name) = casei('DUYÊN HẢI')" })).toEqual([
        '02635',
      ])
      expect(await service.codes('communes_2024', { filter: "casei(name) LIKE casei('DUYÊN%')" })).toEqual([
        '02635',
      ])
    },
  },
  [`${cql2}/accent-insensitive-comparison`]: {
    '/conf/accent-insensitive-comparison/accenti-function': async (service) => {
      expect(
        await service.codes('communes_2024', { filter: "ACCENTI(name) = ACCENTI('Duyen Hai')" }),
      ).toEqual(['02635'])
      // Sa Pa and Sa Pả differ by one diacritic only
      expect(await count(service, "ACCENTI(name) = 'Sa Pa'")).toBe(
        (await count(service, "name = 'Sa Pa'")) + 1,
      )
    },
  },
  [`${cql2}/basic-spatial-functions`]: {
    '/conf/basic-spatial-functions/s_intersects': async (service) => {
      expect(await count(service, 'S_INTERSECTS(geometry,BBOX(-180,-90,180,90))')).toBe(152)
      expect(await count(service, 'S_INTERSECTS(geometry,POINT(7.02 49.92))')).toBe(0)
      expect(
        await count(
          service,
          'S_INTERSECTS(geometry,BBOX(-180,-90,-90,90)) AND S_INTERSECTS(geometry,BBOX(90,-90,180,90))',
        ),
      ).toBe(0)
      const refused = await service.answer(
        '/collections/communes_2024/items?filter=S_INTERSECTS(geometry,POINT(90%20180))',
      )
      expect(refused.status).toBe(400)
    },
    'each commune is met by a point inside it': async (service) => {
      const { features } = await service.items('communes_2024', { limit: 10 })
      for (const { id, geometry } of features) {
        const [lon, lat] = geometry.coordinates[0][0][0]
        const met = await service.codes('communes_2024', {
          filter: `S_INTERSECTS(geometry, POINT(${lon} ${lat}))`,
        })
        expect(met).toContain(id)
      }
    },
  },
  [`${cql2}/basic-spatial-functions-plus`]: {
    '/conf/basic-spatial-functions-plus/s_intersects: every kind of geometry': async (service) => {
      const literals = [
        'POLYGON((103 21, 105 21, 105 23, 103 23, 103 21))',
        'MULTIPOLYGON(((103 21, 105 21, 105 23, 103 23, 103 21)))',
        'GEOMETRYCOLLECTION(POLYGON((103 21, 105 21, 105 23, 103 23, 103 21)))',
      ]
      for (const literal of literals)
        expect(await count(service, `S_INTERSECTS(geometry, ${literal})`)).toBe(152)
      const along = await count(service, 'S_INTERSECTS(geometry, LINESTRING(103.5 22.4, 104.6 22.4))')
      expect(along).toBeGreaterThan(5)
      expect(await count(service, 'S_INTERSECTS(geometry, MULTILINESTRING((103.5 22.4, 104.6 22.4)))')).toBe(
        along,
      )
      expect(await count(service, 'S_INTERSECTS(geometry, MULTIPOINT((104 22.5), (0 0)))')).toBe(1)
    },
  },
  [`${cql2}/property-property`]: {
    '/conf/property-property/predicates: two fields may be compared': async (service) => {
      await notBoth(
        service,
        'play_areas_villages_numerator > play_areas_villages_lacking',
        'play_areas_villages_numerator <= play_areas_villages_lacking',
      )
      expect(await count(service, 'code = district_code')).toBe(0)
      expect(await count(service, '-1 < zone AND 4 > zone')).toBe(await count(service, 'zone IS NOT NULL'))
    },
  },
}
