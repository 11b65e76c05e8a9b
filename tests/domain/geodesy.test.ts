import { expect, test } from 'vitest'
import { areaKm2, contains, geometryOf, partsOf, signedArea } from '#domain/geodesy'
import type { Ring } from '#domain/geodesy'

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

test('the whole ellipsoid has the area that is published for WGS 84', () => {
  expect(areaKm2([[box(-180, -90, 180, 90)]])).toBeCloseTo(510_065_621.724, 2)
})

test('a degree square in Lào Cai has the area of the ellipsoid there, 0.26 % below that of a sphere', () => {
  // radii of curvature at 22.5°: M = 6,344.6 km, N = 6,381.3 km; M N cos(22.5°) (π/180)² = 11,394 km²
  expect(areaKm2([[box(104, 22, 105, 23)]])).toBeCloseTo(11_394, -1)
})

test('holes count as not there, in whatever direction they run', () => {
  const whole = areaKm2([[box(0, 0, 3, 3)]])
  const hole = areaKm2([[box(1, 1, 2, 2)]])
  expect(areaKm2([[box(0, 0, 3, 3), box(1, 1, 2, 2)]])).toBeCloseTo(whole - hole, 6)
  expect(areaKm2([[box(0, 0, 3, 3), box(1, 1, 2, 2).toReversed()]])).toBeCloseTo(whole - hole, 6)
})

test('anticlockwise is positive', () => {
  expect(signedArea(box(0, 0, 2, 3))).toBe(6)
  expect(signedArea(box(0, 0, 2, 3).toReversed())).toBe(-6)
})

test('a point in a hole is outside, a point in an island within the hole is inside', () => {
  const parts = [[box(0, 0, 9, 9), box(2, 2, 7, 7)], [box(4, 4, 5, 5)]]
  expect(contains(parts, [1, 1])).toBe(true)
  expect(contains(parts, [3, 3])).toBe(false)
  expect(contains(parts, [4.5, 4.5])).toBe(true)
  expect(contains(parts, [10, 4.5])).toBe(false)
})

test('one part makes a polygon, several a multipolygon, and heights are dropped', () => {
  expect(geometryOf([[box(0, 0, 1, 1)]]).type).toBe('Polygon')
  expect(geometryOf([[box(0, 0, 1, 1)], [box(2, 2, 3, 3)]]).type).toBe('MultiPolygon')
  expect(partsOf({ type: 'Polygon', coordinates: [[[1, 2, 300]]] })).toEqual([[[[1, 2]]]])
})
