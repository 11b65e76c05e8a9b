import type { Feature, MultiPolygon, Polygon } from 'geojson'
import polylabel from 'polylabel'
import type { LonLat } from '#domain/geodesy'
import { partsOf, signedArea } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { round } from '../drawing'
import type { Point, Projection } from '../projection'
import { extentOf } from '../projection'

/** An area as it lies on the sheet. */
export type Shape = {
  code: string
  /** Its outline in SVG's path language; holes are for the even-odd rule. */
  d: string
  /** Rings of its largest part, the outer one first. */
  home: Point[][]
  /** The place farthest from every border of the largest part, where a name has most room. */
  heart: Point
  /** Area of the largest part, in square points. */
  area: number
  /** Least x and y, greatest x and y of all its parts. */
  extent: [number, number, number, number]
}

export const shapesOf = (areas: Areas, projection: Projection): Shape[] =>
  areas.features.map((feature) => shapeOf(feature, projection))

function shapeOf({ id, geometry }: Feature<Polygon | MultiPolygon>, { point }: Projection): Shape {
  const parts = partsOf(geometry).map((rings) => rings.map((ring) => ring.map(point)))
  const areas = parts.map(([outer = []]) => Math.abs(signedArea(outer)))
  const area = Math.max(...areas)
  const home = parts[areas.indexOf(area)] ?? []
  const [x = NaN, y = NaN] = polylabel(home, 0.5)
  return {
    code: String(id),
    d: parts.flat().map(pathOf).join(''),
    home,
    heart: [x, y],
    area,
    extent: extentOf(parts.flat(2)),
  }
}

/** A closed ring as a path; points that fall together at two decimals are drawn once. */
function pathOf(ring: readonly Point[]): string {
  const written = ring.map(([x, y]) => `${round(x)} ${round(y)}`)
  const distinct = written.filter((text, i) => i < written.length - 1 && text !== written[i - 1])
  return distinct.length < 3 ? '' : `M${distinct.join('L')}Z`
}

/** Every corner of some areas. */
export const placesOf = (areas: Areas): LonLat[] =>
  areas.features.flatMap(({ geometry }) => partsOf(geometry).flat(2))
