import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import { collections } from './conformance-tests'
import {
  count,
  fieldsOf,
  logical,
  noOpposites,
  notBoth,
  refused,
  same,
  sample,
  sources,
  textsOf,
} from './cql2-filters'

const cql2 = 'http://www.opengis.net/spec/cql2/1.0/conf'

/**
 * OGC 21-065r2, Common Query Language (CQL2); the tests are those of its annex A, on this data, each in both encodings:
 * that is what /conf/cql2-text/validate and /conf/cql2-json/validate ask for.
 */
export const cql2Tests: ConformanceTests = {
  [`${cql2}/basic-cql2`]: {
    '/conf/basic-cql2/basic-test: every layer has fields, and each says its type': async (service) => {
      for (const id of [...collections, 'villages_2024']) {
        const fields = await fieldsOf(service, id)
        expect(fields, id).not.toEqual([])
        for (const [name, field] of fields) expect(sample(field), name).toBeTypeOf('string')
      }
    },
    '/conf/basic-cql2/comparison: opposite comparisons of every field share nothing': async (service) => {
      for (const id of sources) {
        for (const [name, field] of await fieldsOf(service, id)) {
          const value = sample(field)
          await noOpposites(service, (sign) => `${name} ${sign} ${value}`, id)
        }
      }
    },
    '/conf/basic-cql2/is-null: every field, and the shape': async (service) => {
      for (const id of sources) {
        const all = await count(service, 'true', id)
        const { properties } = await service.json(`/collections/${id}/queryables`)
        for (const name of Object.keys(properties)) {
          const empty = await count(service, `${name} IS NULL`, id)
          expect(empty + (await count(service, `${name} is not null`, id)), name).toBe(all)
        }
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
    '/conf/cql2-text/escaping: quotes and control characters in texts': async (service) => {
      expect(await count(service, "'it''s' = 'it\\'s'")).toBe(152)
      for (const [written, meant] of [
        ['a', '\u0007'],
        ['b', '\b'],
        ['t', '\t'],
        ['n', '\n'],
        ['v', '\v'],
        ['f', '\f'],
        ['r', '\r'],
      ]) {
        expect(await count(service, `'1\\${written}2' = '1${meant}2'`), written).toBe(152)
      }
    },
  },
  [`${cql2}/cql2-json`]: {
    '/conf/cql2-json/validate: both encodings mean the same, here written by hand': async (service) => {
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
        const asked = { filter: JSON.stringify(json), 'filter-lang': 'cql2-json', limit: 1 }
        expect((await service.items('communes_2024', asked)).numberMatched, text).toBe(
          await count(service, text),
        )
      }
    },
  },
  [`${cql2}/advanced-comparison-operators`]: {
    '/conf/advanced-comparison-operators/like': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        await notBoth(service, `${name} like '_%'`, `${name} like ''`, id)
        await same(service, `${name} LIKE '%'`, `${name} like '%%'`, id)
        expect(await count(service, `${name} like '\\%\\_'`, id)).toBe(0)
        await notBoth(service, `${name} LIKE 'S%'`, `${name} not like 'S%'`, id)
      }
    },
    '/conf/advanced-comparison-operators/between': async (service) => {
      for (const id of sources) {
        for (const [name, { type }] of await fieldsOf(service, id)) {
          if (type !== 'number' && type !== 'integer') continue
          await notBoth(service, `${name} BETWEEN 0 AND 100`, `${name} NOT BETWEEN 0 AND 100`, id)
          expect(await count(service, `${name} between 100.0 and 1.0`, id)).toBe(0)
        }
      }
    },
    '/conf/advanced-comparison-operators/in: a list of values of every type': async (service) => {
      const lists: Record<string, string> = {
        number: '(1, 2, 3)',
        integer: '(1, 2, 3)',
        string: "('foo', 'bar')",
        boolean: '(true)',
        date: "('2022-04-14', '2022-04-15')",
      }
      for (const id of sources) {
        for (const [name, { type, format }] of await fieldsOf(service, id)) {
          const list = lists[format ?? type]!
          await notBoth(service, `${name} in ${list}`, `${name} not in ${list}`, id)
        }
      }
    },
    '/conf/advanced-comparison-operators/test-data': async (service) => {
      const codes = (filter: string) => service.codes('communes_2024', { filter })
      expect(await codes("name LIKE 'Duyên H_i'")).toEqual(['02635'])
      expect(await count(service, "name NOT LIKE 'Duyên H_i'")).toBe(151)
      expect(await codes("code IN ('02635', '02641', '00000')")).toEqual(['02635', '02641'])
      expect(await count(service, "code NOT IN ('02635', '02641', '00000')")).toBe(150)
      expect(await count(service, "period_end IN (DATE('2026-06-30'), DATE('2020-01-01'))")).toBe(152)
      expect(await count(service, "period_end in ('2026-06-30')")).toBe(152)
      await same(service, 'zone BETWEEN 1 AND 2', 'zone IN (1, 2)')
    },
    '/conf/advanced-comparison-operators/logical': logical([
      "name LIKE 'S%'",
      'play_areas_villages BETWEEN 20 AND 60',
      'zone IN (1, 2)',
      "district_code NOT IN ('080', '085')",
    ]),
  },
  [`${cql2}/case-insensitive-comparison`]: {
    '/conf/case-insensitive-comparison/casei': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        await notBoth(service, `CASEI(${name}) = casei('foo')`, `CASEI(${name}) <> casei('FOO')`, id)
      }
    },
    '/conf/case-insensitive-comparison/casei-like': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        await same(service, `CASEI(${name}) LIKE casei('s%')`, `CASEI(${name}) LIKE casei('S%')`, id)
      }
    },
    '/conf/case-insensitive-comparison/test-data': async (service) => {
      for (const filter of ["CASEI(name) = casei('DUYÊN HẢI')", "casei(name) LIKE casei('DUYÊN%')"]) {
        expect(await service.codes('communes_2024', { filter })).toEqual(['02635'])
      }
    },
    '/conf/case-insensitive-comparison/logical': logical([
      "CASEI(name) LIKE casei('S%')",
      "CASEI(type) = casei('XÃ')",
      "casei(district_name) <> casei('BẮC HÀ')",
      'zone = 3',
    ]),
  },
  [`${cql2}/accent-insensitive-comparison`]: {
    '/conf/accent-insensitive-comparison/accenti': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        await notBoth(
          service,
          `ACCENTI(${name}) = accenti('äöüéáí')`,
          `ACCENTI(${name}) <> accenti('aoueai')`,
          id,
        )
      }
    },
    '/conf/accent-insensitive-comparison/accenti-like': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        await same(service, `ACCENTI(${name}) LIKE accenti('Ä%')`, `ACCENTI(${name}) LIKE accenti('A%')`, id)
      }
    },
    '/conf/accent-insensitive-comparison/accenti-casei, accenti-casei-like': async (service) => {
      for (const [id, name] of await textsOf(service)) {
        const folded = `ACCENTI(CASEI(${name}))`
        await same(service, `${folded} = accenti(casei('ÄÉ'))`, `${folded} = accenti(casei('ae'))`, id)
        await same(service, `${folded} LIKE accenti(casei('Ä%'))`, `${folded} LIKE accenti(casei('a%'))`, id)
      }
    },
    '/conf/accent-insensitive-comparison/test-data': async (service) => {
      const codes = (filter: string) => service.codes('communes_2024', { filter })
      expect(await codes("ACCENTI(name) = ACCENTI('Duyen Hai')")).toEqual(['02635'])
      expect(await codes("ACCENTI(CASEI(name)) LIKE accenti(casei('DUYEN%'))")).toEqual(['02635'])
      // Sa Pa and Sa Pả differ by one diacritic only
      expect(await count(service, "ACCENTI(name) = 'Sa Pa'")).toBe(
        (await count(service, "name = 'Sa Pa'")) + 1,
      )
    },
    '/conf/accent-insensitive-comparison/logical': logical([
      "ACCENTI(name) LIKE accenti('Sả%')",
      "ACCENTI(CASEI(district_name)) = accenti(casei('BAC HA'))",
      "ACCENTI(type) <> 'xa'",
      'zone = 3',
    ]),
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
      await refused(service, 'S_INTERSECTS(geometry,POINT(90 180))')
    },
    '/conf/basic-spatial-functions/logical': logical([
      'S_INTERSECTS(geometry,BBOX(104, 22.3, 104.2, 22.6))',
      'S_INTERSECTS(geometry,POINT(104 22.5))',
      "type = 'xã'",
      'NOT S_INTERSECTS(geometry,BBOX(103, 21, 104.1, 23))',
    ]),
    '/conf/basic-spatial-functions/test-data: each commune is met by a point of its border': async (
      service,
    ) => {
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
      const west = '(-180 -90, -90 -90, -90 90, -180 90, -180 -90)'
      const hole = '(-120 -50, -100 -50, -100 -40, -120 -40, -120 -50)'
      const africa = '(0 0, 10 0, 10 10, 0 10, 0 0)'
      await refused(service, 'S_INTERSECTS(geometry,MULTIPOINT(7.02 49.92, 90 180))')
      for (const literal of [
        'LINESTRING(-180 -45, 0 -45)',
        'MULTILINESTRING((-180 -45, 0 -45), (0 45, 180 45))',
        `POLYGON(${west}, ${hole})`,
        `MULTIPOLYGON((${west}, ${hole}),(${africa}))`,
        `GEOMETRYCOLLECTION(POINT(7.02 49.92), POLYGON(${africa}))`,
      ]) {
        expect(await count(service, `S_INTERSECTS(geometry,${literal})`), literal).toBe(0)
      }
    },
    '/conf/basic-spatial-functions-plus/test-data': async (service) => {
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
    '/conf/basic-spatial-functions-plus/logical': logical([
      'S_INTERSECTS(geometry, LINESTRING(103.5 22.4, 104.6 22.4))',
      'S_INTERSECTS(geometry, POLYGON((103 21, 104.2 21, 104.2 23, 103 23, 103 21)))',
      'S_INTERSECTS(geometry, MULTIPOINT((104 22.5), (104.3 22.3)))',
      "type <> 'xã'",
    ]),
  },
}
