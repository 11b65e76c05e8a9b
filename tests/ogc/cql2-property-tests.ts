import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import { count, fieldsOf, logical, noOpposites, notBoth, same, sample, sources } from './cql2-filters'

const cql2 = 'http://www.opengis.net/spec/cql2/1.0/conf'

/** Of OGC 21-065r2 the class that lets a field stand on either side, or on both. */
export const cql2PropertyTests: ConformanceTests = {
  [`${cql2}/property-property`]: {
    '/conf/property-property/comparison-value-property: the value may stand first': async (service) => {
      for (const id of sources) {
        for (const [name, field] of await fieldsOf(service, id)) {
          const value = sample(field)
          await noOpposites(service, (sign) => `${value} ${sign} ${name}`, id)
        }
      }
    },
    '/conf/property-property/comparison-property-property: a field equals itself where it holds something':
      async (service) => {
        for (const id of sources) {
          for (const [name] of await fieldsOf(service, id)) {
            const differs = ['<>', '<', '>'].map((sign) => `${name} ${sign} ${name}`).join(' OR ')
            expect(await count(service, differs, id), name).toBe(0)
            const holds = await count(service, `${name} IS NOT NULL`, id)
            const equals = ['=', '>=', '<='].map((sign) => `${name} ${sign} ${name}`).join(' AND ')
            expect(await count(service, equals, id), name).toBe(holds)
          }
        }
      },
    '/conf/property-property/comparison-value-value': async (service) => {
      for (const value of [
        "'foo'",
        'true',
        '3.14',
        '1',
        "TIMESTAMP('2022-04-14T14:48:46Z')",
        "DATE('2022-04-14')",
      ]) {
        for (const sign of ['<>', '<', '>']) expect(await count(service, `${value} ${sign} ${value}`)).toBe(0)
        for (const sign of ['=', '<=', '>='])
          expect(await count(service, `${value} ${sign} ${value}`)).toBe(152)
      }
    },
    '/req/property-property/withdraw-permissions: nor need a shape, LIKE, BETWEEN or IN begin with a field':
      async (service) => {
        expect(await count(service, "'Sa Pa' LIKE 'Sa%' AND 2 BETWEEN 1 AND 3 AND 2 IN (1, 2)")).toBe(152)
        expect(await count(service, 'S_INTERSECTS(geometry, geometry)')).toBe(152)
        await same(
          service,
          'S_INTERSECTS(POINT(104 22.5), geometry)',
          'S_INTERSECTS(geometry, POINT(104 22.5))',
        )
        expect(await count(service, 'S_INTERSECTS(POINT(104 22.5), BBOX(103, 22, 105, 23))')).toBe(152)
      },
    '/conf/property-property/test-data: two fields may be compared': async (service) => {
      await notBoth(
        service,
        'play_areas_villages_numerator > play_areas_villages_lacking',
        'play_areas_villages_numerator <= play_areas_villages_lacking',
      )
      expect(await count(service, 'code = district_code')).toBe(0)
      expect(await count(service, '-1 < zone AND 4 > zone')).toBe(await count(service, 'zone IS NOT NULL'))
    },
    '/conf/property-property/logical': logical([
      'play_areas_villages_numerator > play_areas_villages_lacking',
      '2 <= zone',
      'name <> district_name',
      "'xã' = type",
    ]),
  },
}
