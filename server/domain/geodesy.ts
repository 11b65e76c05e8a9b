import type { MultiPolygon, Polygon } from 'geojson'

/** Longitude and latitude in degrees, WGS 84. */
export type LonLat = [longitude: number, latitude: number]

/** A closed line: the first point is repeated at the end. */
export type Ring = LonLat[]

/** Rings of one polygon (the outer one first) for each part, whatever the GeoJSON type says. */
export type Parts = Ring[][]

/** Semi-major axis in metres and eccentricity squared of WGS 84. */
const axis = 6_378_137
const e2 = 0.006_694_379_990_141_3
const e = Math.sqrt(e2)

/** The parts of a polygon or multipolygon, without heights. */
export function partsOf(geometry: Polygon | MultiPolygon): Parts {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map((rings) =>
    rings.map((ring) => ring.map(([lon = NaN, lat = NaN]): LonLat => [lon, lat])),
  )
}

/** The simplest GeoJSON geometry that holds the parts. */
export function geometryOf(parts: Parts): Polygon | MultiPolygon {
  const [first, ...others] = parts
  return first && others.length === 0
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: parts }
}

/** Area in the plane, in the square of the coordinates' unit; positive when the ring runs anticlockwise. */
export function signedArea(ring: Ring): number {
  let sum = 0
  let previous = ring.at(-1)
  for (const point of ring) {
    if (previous) sum += previous[0] * point[1] - point[0] * previous[1]
    previous = point
  }
  return sum / 2
}

/**
 * Area in km² on the WGS 84 ellipsoid: the plane area in the equal-area cylindrical projection
 * (Snyder, Map Projections – A Working Manual, 1987, equations 3-12 and 10-5). Areas of neighbours add up exactly.
 */
export function areaKm2(parts: Parts): number {
  const area = (ring: Ring) => Math.abs(signedArea(ring.map(equalArea)))
  return parts
    .map(([outer = [], ...holes]) => area(outer) - holes.reduce((sum, hole) => sum + area(hole), 0))
    .reduce((sum, part) => sum + part, 0)
}

function equalArea([longitude, latitude]: LonLat): LonLat {
  const sine = Math.sin((latitude * Math.PI) / 180)
  const q = (1 - e2) * (sine / (1 - e2 * sine ** 2) + Math.atanh(e * sine) / e)
  return [(axis / 1000) * ((longitude * Math.PI) / 180), ((axis / 1000) * q) / 2]
}

/** Whether the point lies inside (holes are outside; on an edge it may be either). */
export const contains = (parts: Parts, point: LonLat): boolean =>
  parts.some((rings) => rings.filter((ring) => isInRing(ring, point)).length % 2 === 1)

function isInRing(ring: Ring, [x, y]: LonLat): boolean {
  let inside = false
  let previous = ring.at(-1)
  for (const point of ring) {
    if (
      previous &&
      previous[1] > y !== point[1] > y &&
      x < ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]) + point[0]
    ) {
      inside = !inside
    }
    previous = point
  }
  return inside
}
