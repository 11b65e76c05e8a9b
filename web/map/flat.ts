import type { Feature } from 'geojson'
import { partsOf } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { boundsOf } from '../views/scene'

/** Areas as outlines in SVG's path language, by code, within a picture of this size. */
export type FlatMap = { width: number; height: number; paths: ReadonlyMap<string, string> }

/** Northward distance on a Mercator map, in degrees of longitude. */
const northing = (latitude: number): number =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI

/**
 * Draws areas flat, for small maps that need no zooming. Planar, so it does not matter which way rings turn.
 * @param frame what must fit; the picture is `width` wide and as high as that needs
 */
export function flatMap(areas: Areas['features'], frame: readonly Feature[], width: number): FlatMap {
  const [west, south, east, north] = boundsOf(frame)
  const margin = 2
  const scale = (width - 2 * margin) / (east - west)
  const top = northing(north)
  const at = ([lon = 0, lat = 0]: readonly number[]) =>
    `${(margin + (lon - west) * scale).toFixed(1)},${(margin + (top - northing(lat)) * scale).toFixed(1)}`
  const ring = (points: readonly (readonly number[])[]) => `M${points.map(at).join('L')}Z`
  return {
    width,
    height: Math.ceil(2 * margin + (top - northing(south)) * scale),
    paths: new Map(
      areas.map(({ id, geometry }) => [String(id), partsOf(geometry).flat().map(ring).join('')]),
    ),
  }
}
