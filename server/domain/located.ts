import type { MultiPolygon, Point, Polygon } from 'geojson'
import { partsOf } from './geodesy'
import { projectionTo } from './projection'
import type { ReferenceSystem } from './reference-systems'
import { moved } from './reference-systems'
import type { Areas } from './topology'

/** West, south, east, north. */
export type Extent = [west: number, south: number, east: number, north: number]

/** An area in a reference system, east before north, with the rectangle around it. */
export type LocatedArea = { geometry: Polygon | MultiPolygon; extent: Extent }

/** An area or a point. */
export type Located = LocatedArea | { geometry: Point; extent: Extent }

const known = new WeakMap<Areas, Map<string, ReadonlyMap<string, LocatedArea>>>()

/** The areas in a reference system by their code; worked out once and shared: do not change them. */
export function locatedIn(areas: Areas, system: ReferenceSystem): ReadonlyMap<string, LocatedArea> {
  const systems = known.get(areas) ?? new Map<string, ReadonlyMap<string, LocatedArea>>()
  known.set(areas, systems)
  const ready = systems.get(system.uri)
  if (ready) return ready
  const move = projectionTo(system)
  const located = new Map(
    areas.features.map(({ id, geometry }) => {
      const there = system.definition === null ? geometry : moved(geometry, move)
      return [String(id), { geometry: there, extent: extentOf(there) }]
    }),
  )
  systems.set(system.uri, located)
  return located
}

function extentOf(geometry: Polygon | MultiPolygon): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of partsOf(geometry).flat(2)) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

/** Points in a reference system by their key; worked out once and shared. */
export function locatedPoints(points: Points, system: ReferenceSystem): ReadonlyMap<string, Located> {
  const systems = placed.get(points) ?? new Map<string, ReadonlyMap<string, Located>>()
  placed.set(points, systems)
  const ready = systems.get(system.uri) ?? moveAll(points, system)
  systems.set(system.uri, ready)
  return ready
}

type Points = ReadonlyMap<string, [number, number]>

const placed = new WeakMap<Points, Map<string, ReadonlyMap<string, Located>>>()

function moveAll(points: Points, system: ReferenceSystem): ReadonlyMap<string, Located> {
  const move = projectionTo(system)
  return new Map(
    [...points].map(([key, point]) => {
      const [x = NaN, y = NaN] = move(point)
      return [key, { geometry: { type: 'Point', coordinates: [x, y] }, extent: [x, y, x, y] }]
    }),
  )
}

/** The rectangle around all of them; null when there is none. */
export function extentOfAll(located: Iterable<Pick<Located, 'extent'>>): Extent | null {
  let all: Extent | null = null
  for (const { extent } of located) all = all === null ? extent : around(all, extent)
  return all
}

const around = (a: Extent, b: Extent): Extent => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]
