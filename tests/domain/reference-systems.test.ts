import { describe, expect, test } from 'vitest'
import { projectionTo } from '#domain/projection'
import { referenceSystem, referenceSystems } from '#domain/reference-systems'

const at = (code: string, lon: number, lat: number) => projectionTo(referenceSystem(code)!)([lon, lat])

describe('positions agree with PROJ 9 (EPSG transformation 6960) to a centimetre', () => {
  // echo "lon lat" | gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…
  test.each([
    ['EPSG:3405', 104, 22.5, 396945.87, 2488622.46],
    ['EPSG:9208', 104, 22.5, 422638.41, 2489218.67],
    ['EPSG:3857', 104, 22.5, 11577227.04, 2571663.05],
  ])('%s of %f° E, %f° N', (code, lon, lat, east, north) => {
    const [x, y] = at(code, lon, lat)
    expect(x).toBeCloseTo(east, 1)
    expect(y).toBeCloseTo(north, 1)
  })
})

describe('a system is found by each of its usual names', () => {
  test.each([
    ['http://www.opengis.net/def/crs/EPSG/0/3405', 'EPSG:3405'],
    ['https://www.opengis.net/def/crs/EPSG/0/9208', 'EPSG:9208'],
    ['EPSG:3405', 'EPSG:3405'],
    ['[EPSG:4326]', 'EPSG:4326'],
    ['urn:ogc:def:crs:EPSG::3857', 'EPSG:3857'],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'OGC:CRS84'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84'],
  ])('%s', (name, code) => {
    expect(referenceSystem(name)?.code).toBe(code)
  })

  test.each(['', 'EPSG:9211', '3405', 'EPSG', 'http://www.opengis.net/def/crs/EPSG/0/32648'])(
    'not %s',
    (name) => {
      expect(referenceSystem(name)).toBeNull()
    },
  )

  test('and only EPSG:4326 writes the latitude first', () => {
    expect(referenceSystems.filter(({ northFirst }) => northFirst).map(({ code }) => code)).toEqual([
      'EPSG:4326',
    ])
  })
})
