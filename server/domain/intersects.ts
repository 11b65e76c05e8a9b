import { bbox } from '@turf/bbox'
import { booleanIntersects } from '@turf/boolean-intersects'
import type { Geometry, Polygon } from 'geojson'
import type { Extent } from './located'

/** Something that meets others: a geometry in their reference system, and the rectangle around it. */
export type Probe = { geometry: Geometry; extent: Extent }

/** A probe of any geometry. */
export function probeOf(geometry: Geometry): Probe {
  const [west, south, east, north] = bbox(geometry)
  return { geometry, extent: [west, south, east, north] }
}

/** A probe of a rectangle. */
export const probeOfExtent = (extent: Extent): Probe => ({ geometry: rectangle(extent), extent })

/** Whether two geometries share at least one point of the plane, edges included. */
export const meets = (one: Probe, other: Probe): boolean =>
  overlap(one.extent, other.extent) && booleanIntersects(one.geometry, other.geometry)

const overlap = (a: Extent, b: Extent): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

function rectangle([west, south, east, north]: Extent): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}
