import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circleAround } from '#domain/places/circle'
import { distanceMetres } from '#domain/places/distance'
import { nearbyOf, nearestTo, within } from '#domain/places/nearest'
import type { LonLat } from '#domain/geodesy'

/** Degrees, minutes and seconds as decimals. */
const dms = (degrees: number, minutes: number, seconds: number) => degrees + minutes / 60 + seconds / 3600

// The first lines of GeodTest-short (Karney 2011, doi:10.5281/zenodo.32156, which also come with GeographicLib):
// latitude and longitude of both ends and the distance, computed with 30 digits, here cut to 0.1 µm.
const geodTest = [
  [35.60777, -139.44815, -11.17491, -69.95921, 8935244.5604818],
  [55.52454, 106.05087, 77.03196, 197.18234, 4105086.1713924],
  [-21.97856, 142.59065, 41.84138, 98.56635, 8394328.8946576],
  [-66.99028, 112.2363, -12.70631, 285.90344, 11150344.231208],
  [-17.42761, 173.34268, -15.84784, 5.93557, 16076603.163118],
  [6.96833, 52.74123, -7.39675, 206.17291, 17102477.2496958],
  [-50.56724, -16.30485, -33.56571, -94.97412, 6455670.5118668],
  [-19.79938, -174.47484, -11.99349, -154.35109, 2319004.8601169],
] as const

// Geoscience Australia, GDA Technical Manual: the test line from Flinders Peak to Buninyong, on GRS 80, which
// differs from WGS 84 by less than 0.1 mm in its axes.
const flindersPeak: LonLat = [dms(144, 25, 29.52442), -dms(37, 57, 3.7203)]
const buninyong: LonLat = [dms(143, 55, 35.3839), -dms(37, 39, 10.1561)]

describe('distances on the ellipsoid agree with published ones', () => {
  test.each(geodTest)('%d, %d to %d, %d', (latA, lonA, latB, lonB, metres) => {
    expect(Math.abs(distanceMetres([lonA, latA], [lonB, latB]) - metres)).toBeLessThan(1e-6)
  })

  test('Flinders Peak to Buninyong is 54 972.271 m', () => {
    expect(Math.abs(distanceMetres(flindersPeak, buninyong) - 54_972.271)).toBeLessThan(0.001)
  })

  test('a piece of the meridian is as long as the series for its arc says, not as on a sphere', () => {
    // 0.05° along the meridian at 22.5° N by the series for the meridian arc: 110 744.4 m a degree
    expect(distanceMetres([104.3, 22.475], [104.3, 22.525])).toBeCloseTo(0.05 * 110_745, -1)
  })
})

test('a circle keeps its distance on all sides, and runs anticlockwise', () => {
  const centre: LonLat = [104.29, 22.52]
  const [ring = []] = circleAround(centre, 1000).coordinates
  expect(ring).toHaveLength(65)
  expect(ring[0]).toEqual(ring[64])
  for (const [lon, lat] of ring)
    expect(Math.abs(distanceMetres(centre, [lon!, lat!]) - 1000)).toBeLessThan(0.2)
  expect(ring[16]![0]).toBeLessThan(centre[0])
})

const near = fc.tuple(
  fc.double({ min: 103.5, max: 105, noNaN: true }),
  fc.double({ min: 21.3, max: 22.9, noNaN: true }),
)

describe('the index', () => {
  test('finds what a look at every point finds', () => {
    fc.assert(
      fc.property(fc.array(near, { minLength: 1, maxLength: 60 }), near, (points, from) => {
        const shortest = Math.min(...points.map((point) => distanceMetres(from, point)))
        expect(
          nearestTo(
            nearbyOf(points, (point) => point),
            from,
          )?.metres,
        ).toBe(shortest)
      }),
      { numRuns: 60 },
    )
  })

  test('finds all within a distance, the nearest first', () => {
    fc.assert(
      fc.property(fc.array(near, { maxLength: 60 }), near, (points, from) => {
        const wanted = points
          .map((point) => distanceMetres(from, point))
          .filter((metres) => metres <= 40_000)
          .sort((a, b) => a - b)
        const found = within(
          nearbyOf(points, (point) => point),
          from,
          40_000,
        )
        expect(found.map(({ metres }) => metres)).toEqual(wanted)
      }),
      { numRuns: 60 },
    )
  })

  test('finds nothing among nothing', () => {
    expect(
      nearestTo(
        nearbyOf<LonLat>([], (point) => point),
        [104, 22],
      ),
    ).toBeNull()
    expect(
      nearestTo(
        nearbyOf(['somewhere'], () => null),
        [104, 22],
      ),
    ).toBeNull()
  })
})
