import type { Feature } from 'geojson'
import { partsOf } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { boundsOf } from '../views/scene'
import { northing } from '#domain/mercator'

/** Areas as outlines in SVG's path language, by code, within a picture of this size. */
export type FlatMap = { width: number; height: number; paths: ReadonlyMap<string, string> }

/** How a frame is drawn flat: its size, and what becomes of points and areas. */
export type FlatFrame = {
  width: number
  height: number
  at: (position: readonly number[]) => [number, number]
  pathOf: (geometry: Areas['features'][number]['geometry']) => string
}

/**
 * A flat picture of what is within a frame, for small maps that need no zooming. Planar, so it does not matter which
 * way rings turn.
 * @param frame what must fit; the picture is `width` wide and as high as that needs
 */
export function flatFrame(frame: readonly Feature[], width: number): FlatFrame {
  const [west, south, east, north] = boundsOf(frame)
  const margin = 2
  const scale = (width - 2 * margin) / (east - west)
  const top = northing(north)
  const at = ([lon = 0, lat = 0]: readonly number[]): [number, number] => [
    margin + (lon - west) * scale,
    margin + (top - northing(lat)) * scale,
  ]
  const ring = (points: readonly (readonly number[])[]) =>
    `M${points
      .map((point) =>
        at(point)
          .map((value) => value.toFixed(1))
          .join(),
      )
      .join('L')}Z`
  return {
    width,
    height: Math.ceil(2 * margin + (top - northing(south)) * scale),
    at,
    pathOf: (geometry) => partsOf(geometry).flat().map(ring).join(''),
  }
}

/** Draws areas flat. */
export function flatMap(areas: Areas['features'], frame: readonly Feature[], width: number): FlatMap {
  const { height, pathOf } = flatFrame(frame, width)
  return { width, height, paths: new Map(areas.map(({ id, geometry }) => [String(id), pathOf(geometry)])) }
}
