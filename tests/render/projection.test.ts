import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LonLat, Ring } from '#domain/geodesy'
import { areaKm2, signedArea } from '#domain/geodesy'
import { featuresOf } from '#domain/topology'
import { projectionFor } from '../../server/render/projection'
import { placesOf } from '../../server/render/map/shape'
import { topologies } from '../fixtures/pictures'

const box = { x: 20, y: 30, width: 600, height: 400 }
const province = placesOf(featuresOf(topologies['2025'], 'province'))
const projection = projectionFor(province, box)

/** Great-circle distance on a sphere of the earth's mean radius (haversine). */
function kilometres([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const rad = Math.PI / 180
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(a))
}

const inProvince = fc.tuple(
  fc.double({ min: 103.5, max: 105.1, noNaN: true }),
  fc.double({ min: 21.3, max: 22.8, noNaN: true }),
)

describe('the projection of a province', () => {
  test('fills the box, and no point lies outside', () => {
    const points = province.map(projection.point)
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    expect(Math.min(...ys)).toBeCloseTo(30, 6)
    expect(Math.max(...ys)).toBeCloseTo(430, 6)
    expect(Math.min(...xs)).toBeGreaterThan(20)
    expect(Math.max(...xs)).toBeLessThan(620)
  })

  test('has its north up', () => {
    const [x, y] = projection.point([104.3, 22])
    const [northX, northY] = projection.point([104.3, 22.1])
    expect(northY).toBeLessThan(y)
    expect(Math.abs(northX - x)).toBeLessThan(0.05)
  })

  test('the scale bar holds everywhere: distances are right to half a per cent', () => {
    fc.assert(
      fc.property(inProvince, inProvince, (a, b) => {
        const distance = kilometres(a, b)
        fc.pre(distance > 5)
        const [[ax, ay], [bx, by]] = [projection.point(a), projection.point(b)]
        const drawn = Math.hypot(ax - bx, ay - by) / projection.pointsPerKm
        expect(Math.abs(drawn / distance - 1)).toBeLessThan(0.005)
      }),
    )
  })

  test('areas keep their proportion', () => {
    const square = ([lon, lat]: LonLat): Ring => [
      [lon, lat],
      [lon + 0.1, lat],
      [lon + 0.1, lat + 0.1],
      [lon, lat + 0.1],
      [lon, lat],
    ]
    fc.assert(
      fc.property(inProvince, (corner) => {
        const ring = square(corner)
        const drawn = Math.abs(signedArea(ring.map(projection.point))) / projection.pointsPerKm ** 2
        // the sphere stands for the ellipsoid
        expect(Math.abs(drawn / areaKm2([[ring]]) - 1)).toBeLessThan(0.006)
      }),
    )
  })

  test('a place is found again from its point', () => {
    fc.assert(
      fc.property(inProvince, (place) => {
        const [lon, lat] = projection.place(projection.point(place))
        expect(lon).toBeCloseTo(place[0], 9)
        expect(lat).toBeCloseTo(place[1], 9)
      }),
    )
  })

  test('nothing to show is an error', () => {
    expect(() => projectionFor([], box)).toThrow('no place')
  })
})
