import type { Feature } from 'geojson'
import { presimplify, simplify } from 'topojson-simplify'
import type { Topology } from 'topojson-specification'
import { partsOf } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { featuresOf } from '#domain/topology'
import type { Level } from '#domain/units'
import type { Bounds, Frame } from './frame'
import { frameOf } from './frame'

/** Outlines of one level in SVG's path language, by code. */
export type Outlines = ReadonlyMap<string, string>

/** Everything of a first map that has a place, for one frame. */
export type Place = { frame: Frame; outlinesOf: (level: Level) => Outlines }

/** Frames kept for one map; each further district or unit that is looked at pushes out the oldest. */
const mostPlaces = 48

/** A corner is left out when the triangle it makes is smaller than this, in square units. */
const leastTriangle = 60

/** As the library's types want it; it looks at the arcs alone. */
type Weighted = ReturnType<typeof presimplify>

type Kept = { weighted: Weighted; places: Map<string, Place> }
const keptFor = new WeakMap<Topology, Kept>()

/**
 * The outlines that a map begins with, simplified to what a screen shows; borders stay shared.
 * Null when nothing has the code: then there is no place to look at.
 * @param focus the unit that fills the picture; null is the whole province
 */
export function placeOf(topology: Topology, focus: { level: Level; code: string } | null): Place | null {
  const bounds = boundsOf(featuresOf(topology, focus?.level ?? 'province'), focus?.code ?? null)
  if (bounds === null) return null
  const kept = keptFor.get(topology) ?? {
    weighted: presimplify(topology as Weighted),
    places: new Map<string, Place>(),
  }
  keptFor.set(topology, kept)
  const key = bounds.join()
  const known = kept.places.get(key)
  if (known) return known
  const place = drawIn(kept.weighted, frameOf(bounds))
  const [oldest] = kept.places.keys()
  if (kept.places.size >= mostPlaces && oldest !== undefined) kept.places.delete(oldest)
  kept.places.set(key, place)
  return place
}

function drawIn(weighted: Weighted, frame: Frame): Place {
  const simple = simplify(weighted, leastTriangle * frame.degreesPerUnit ** 2)
  const drawn = new Map<Level, Outlines>()
  return {
    frame,
    outlinesOf: (level) => {
      const known = drawn.get(level)
      if (known) return known
      const outlines = new Map(
        featuresOf(simple, level).features.map((area) => [String(area.id), pathOf(area, frame)]),
      )
      drawn.set(level, outlines)
      return outlines
    },
  }
}

/** Steps from corner to corner in whole units: shorter than places, and without errors that add up. */
function pathOf({ geometry }: Areas['features'][number], { point }: Frame): string {
  return partsOf(geometry)
    .flat()
    .map((ring) => {
      const [start = [0, 0], ...rest] = ring.slice(0, -1).map(point)
      let [x, y] = start
      const steps = rest.flatMap(([toX, toY]) => {
        if (toX === x && toY === y) return []
        const step = `${toX - x} ${toY - y}`
        ;[x, y] = [toX, toY]
        return step
      })
      return steps.length === 0 ? '' : `M${start.join(' ')}l${steps.join(' ')}z`.replaceAll(' -', '-')
    })
    .join('')
}

function boundsOf({ features }: Areas, code: string | null): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const feature of features) if (code === null || feature.id === code) widen(bounds, feature)
  return bounds[0] > bounds[2] ? null : bounds
}

function widen(bounds: Bounds, { geometry }: Feature<Areas['features'][number]['geometry']>): void {
  for (const [longitude, latitude] of partsOf(geometry).flat(2)) {
    bounds[0] = Math.min(bounds[0], longitude)
    bounds[1] = Math.min(bounds[1], latitude)
    bounds[2] = Math.max(bounds[2], longitude)
    bounds[3] = Math.max(bounds[3], latitude)
  }
}
