import { geoAzimuthalEqualArea } from 'd3'
import type { LonLat } from '#domain/geodesy'
import type { Box } from './drawing'

/** Radius in km of a sphere with the area of the earth, which an equal-area projection is about. */
const earthKm = 6371.0072

export type Point = [x: number, y: number]

/** From places on the earth to the sheet, true to area and made for one small part of the world. */
export type Projection = {
  point: (place: LonLat) => Point
  /** Points on the sheet per kilometre on the ground. */
  pointsPerKm: number
  place: (point: Point) => LonLat
}

/**
 * The azimuthal equal-area projection about the middle of the places, north up, as large as the box allows.
 * @throws Error when there is no place to show
 */
export function projectionFor(places: readonly LonLat[], box: Box): Projection {
  const [first] = places
  if (!first) throw new Error('there is no place to draw a map of')
  const [west, south, east, north] = extentOf(places)
  const base = geoAzimuthalEqualArea()
    .rotate([-(west + east) / 2, -(south + north) / 2])
    .scale(1)
    .translate([0, 0])
  const project = (place: LonLat): Point => base(place) ?? [NaN, NaN]
  const [left, top, right, bottom] = extentOf(places.map(project))
  const scale = Math.min(box.width / (right - left || 1e-6), box.height / (bottom - top || 1e-6))
  base
    .scale(scale)
    .translate([
      box.x + box.width / 2 - ((left + right) / 2) * scale,
      box.y + box.height / 2 - ((top + bottom) / 2) * scale,
    ])
  return {
    point: project,
    pointsPerKm: scale / earthKm,
    place: (point) => base.invert?.(point) ?? [NaN, NaN],
  }
}

/** Least and greatest of both coordinates. */
export function extentOf(points: readonly (readonly [number, number])[]): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right, bottom]
}
