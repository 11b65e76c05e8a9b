import { expect } from 'vitest'
import type { ConformanceTests } from './conformance-tests'
import { crs84, definitionOf, epsg, unitCollections } from './conformance-tests'

const systems = [crs84, epsg(4326), epsg(3857), epsg(3405), epsg(9208)]
const layers = [...Object.keys(unitCollections), 'villages_2025', 'villages_2024', 'facilities']
const communes = '/collections/communes_2024/items'

/** OGC API – Features – Part 2: Coordinate Reference Systems by Reference, OGC 18-058r1. */
export const crsTests: ConformanceTests = {
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs': {
    '/req/crs/crs-uri, fc-md-crs-list, fc-md-storageCrs, fc-md-storageCrs-valid-value': async ({ json }) => {
      for (const id of layers) {
        const { crs, storageCrs } = await json(`/collections/${id}`)
        expect(crs).toEqual(systems)
        expect(crs).toContain(storageCrs)
      }
      expect((await json('/collections')).crs).toEqual(systems)
      expect(await json('/collections/crosswalk')).not.toHaveProperty('storageCrs')
    },
    '/req/crs/fc-bbox-crs-definition, fc-crs-definition: defined as the standard writes them': async (
      service,
    ) => {
      for (const id of layers) {
        for (const name of ['bbox-crs', 'crs']) {
          expect(await definitionOf(service, id, name)).toMatchObject({
            ...{ in: 'query', required: false, style: 'form', explode: false },
            schema: { type: 'string', format: 'uri', enum: systems },
          })
        }
      }
    },
    '/req/crs/fc-bbox-crs-valid-value, fc-bbox-crs-valid-defaultValue': async ({ answer, codes }) => {
      const box = '104.2,22.4,104.3,22.5'
      expect(await codes('communes_2024', { bbox: box, 'bbox-crs': crs84 })).toEqual(
        await codes('communes_2024', { bbox: box }),
      )
      expect((await answer(`${communes}?bbox=${box}&bbox-crs=${epsg(32648)}`)).status).toBe(400)
    },
    '/req/crs/fc-bbox-crs-action: the same rectangle finds the same features in every system': async ({
      codes,
    }) => {
      const wanted = await codes('communes_2024', { bbox: '104.2,22.4,104.3,22.5' })
      expect(wanted.length).toBeGreaterThan(1)
      expect(await codes('communes_2024', { bbox: '22.4,104.2,22.5,104.3', 'bbox-crs': epsg(4326) })).toEqual(
        wanted,
      )
      // gdaltransform of the two corners
      const mercator = '11599490.94,2559618.26,11610622.89,2571663.05'
      expect(await codes('communes_2024', { bbox: mercator, 'bbox-crs': epsg(3857) })).toEqual(wanted)
    },
    '/req/crs/fc-crs-valid-value, fc-crs-default-value': async ({ answer, json }) => {
      const plain = await json(`${communes}/02635`)
      expect((await json(`${communes}/02635?crs=${crs84}`)).geometry).toEqual(plain.geometry)
      for (const path of [communes, `${communes}/02635`]) {
        expect((await answer(`${path}?crs=${epsg(32648)}`)).status).toBe(400)
      }
    },
    '/req/crs/fc-crs-action: positions in the system and in the order of its axes': async ({ json }) => {
      const at = async (crs: string) => {
        const { geometry } = await json(`${communes}/02635?crs=${encodeURIComponent(crs)}`)
        return geometry.coordinates[0][0][0] as [number, number]
      }
      const [lon, lat] = await at(crs84)
      expect(await at(epsg(4326))).toEqual([lat, lon])
      // the town of Lào Cai lies some 80 km west of the meridian 104°45′ and 2,480 km north of the equator
      for (const [code, east] of [
        [9208, 420_000],
        [3405, 395_000],
        [3857, 11_573_000],
      ] as const) {
        const [x, y] = await at(epsg(code))
        expect(Math.abs(x - east)).toBeLessThan(10_000)
        expect(y).toBeGreaterThan(2_480_000)
      }
    },
    '/req/crs/geojson, ogc-crs-header, ogc-crs-header-value: Content-Crs says which': async ({ answer }) => {
      for (const path of [communes, `${communes}/02635`]) {
        expect((await answer(path)).headers.get('content-crs')).toBe(`<${crs84}>`)
        for (const uri of systems) {
          const { headers } = await answer(`${path}?crs=${encodeURIComponent(uri)}`)
          expect(headers.get('content-crs')).toBe(`<${uri}>`)
          expect(headers.get('content-type')).toBe('application/geo+json')
        }
      }
    },
  },
}
