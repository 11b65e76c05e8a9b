import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { feature, merge, mergeArcs, quantize } from 'topojson-client'
import { topology as topologyFrom } from 'topojson-server'
import type {
  GeometryCollection,
  MultiPolygon as MultiPolygonArcs,
  Polygon as PolygonArcs,
  Topology,
} from 'topojson-specification'
import type { Piece } from './cells'
import type { Parts } from './geodesy'
import { geometryOf, partsOf, signedArea } from './geodesy'
import { nodeAreas, snap, snapParts } from './noding'
import type { Level, Unit } from './units'

/** Areas with the unit's code as feature id. */
export type Areas = FeatureCollection<Polygon | MultiPolygon>

type AreaArcs = PolygonArcs | MultiPolygonArcs

/** Name of the topology's object for each level. */
export const objectOf: Record<Level, string> = {
  province: 'province',
  district: 'districts',
  commune: 'communes',
}

/** Whole millionths of a degree: coordinates have 6 decimals, so that quantising loses nothing. */
const transform = { scale: [1e-6, 1e-6], translate: [0, 0] } satisfies Topology['transform']

/**
 * Builds the map of one vintage from its communes: borders are shared arcs, and districts and the province are
 * dissolved from the communes by `parent`, so that all levels lie exactly on each other. Quantised to 6 decimals.
 * @param communes polygons of any origin; where a corner lies on a neighbour's edge, the edge gets it too
 * @param units all units of the vintage
 * @throws Error naming the communes without a polygon, with two, or that are unknown
 */
export function topologyOf(communes: Areas, units: readonly Unit[]): Topology {
  assertComplete(communes, units)
  const noded = nodeAreas(communes.features.map(({ geometry }) => snapParts(partsOf(geometry))))
  const base = topologyFrom({
    communes: collection(communes.features.map(({ id }, i) => areaFeature(String(id), noded[i] ?? []))),
  })
  const arcs = areasIn(base.objects['communes'])
  const dissolved = (level: Level): GeometryCollection => ({
    type: 'GeometryCollection',
    geometries: units.flatMap((unit) => {
      if (unit.level !== level) return []
      const members = arcs.filter(({ id }) => ancestorsOf(String(id), units).includes(unit.code))
      return members.length === 0 ? [] : [{ ...simplest(mergeArcs(base, members)), id: unit.code }]
    }),
  })
  const objects = { ...base.objects, districts: dissolved('district'), province: dissolved('province') }
  return quantize({ ...base, objects }, transform)
}

const drawn = new WeakMap<Topology, Map<Level, Areas>>()

/**
 * The areas of one level as GeoJSON after RFC 7946: outer rings anticlockwise, 6 decimals, with a bbox.
 * Kept for as long as the topology is, so the answer is shared: do not change it.
 */
export function featuresOf(topology: Topology, level: Level): Areas {
  const levels = drawn.get(topology) ?? new Map<Level, Areas>()
  drawn.set(topology, levels)
  const areas =
    levels.get(level) ??
    collection(areasIn(topology.objects[objectOf[level]]).map((area) => drawArea(topology, area)))
  levels.set(level, areas)
  return areas
}

/** Parts of one map that are kept; each further one pushes out the oldest. */
const mostParts = 48
const cutOut = new WeakMap<Topology, Map<string, Topology>>()

/**
 * The part of a map that shows some units, on their own arcs. The same answer for the same units, so that what is drawn
 * of it is kept as well.
 */
export function topologyIn(topology: Topology, codes: readonly string[]): Topology {
  const parts = cutOut.get(topology) ?? new Map<string, Topology>()
  cutOut.set(topology, parts)
  const key = codes.join()
  const known = parts.get(key)
  if (known) return known
  const part = cut(topology, new Set(codes))
  const [oldest] = parts.keys()
  if (parts.size >= mostParts && oldest !== undefined) parts.delete(oldest)
  parts.set(key, part)
  return part
}

function cut(topology: Topology, codes: ReadonlySet<string>): Topology {
  const arcs: Topology['arcs'] = []
  const places = new Map<number, number>()
  // an arc that is walked backwards has the complement of its place
  const moved = (arc: number): number => {
    const from = arc < 0 ? ~arc : arc
    const to = places.get(from) ?? arcs.push(topology.arcs[from] ?? []) - 1
    places.set(from, to)
    return arc < 0 ? ~to : to
  }
  const objects = Object.fromEntries(
    Object.entries(topology.objects).map(([name, object]): [string, GeometryCollection] => [
      name,
      {
        type: 'GeometryCollection',
        geometries: areasIn(object)
          .filter(({ id }) => codes.has(String(id)))
          .map((area) => withArcs(area, moved)),
      },
    ]),
  )
  return { ...topology, objects, arcs }
}

const withArcs = (area: AreaArcs, moved: (arc: number) => number): AreaArcs =>
  area.type === 'Polygon'
    ? { ...area, arcs: area.arcs.map((ring) => ring.map(moved)) }
    : { ...area, arcs: area.arcs.map((part) => part.map((ring) => ring.map(moved))) }

function drawArea(topology: Topology, area: AreaArcs) {
  const { geometry } = feature(topology, area) as Feature<Polygon | MultiPolygon>
  // whole millionths times 1e-6 carry the rounding errors of binary fractions
  const parts = partsOf(geometry).map((rings) => rings.map((ring) => ring.map(snap)))
  return areaFeature(String(area.id), parts)
}

/** Joins pieces to areas by the code that `codeOf` gives them; null leaves a piece out. Sorted by code. */
export function dissolve(pieces: readonly Piece[], codeOf: (code: string) => string | null): Areas {
  const base = topologyFrom({ pieces: collection(pieces.map(({ code, parts }) => areaFeature(code, parts))) })
  const groups = new Map<string, AreaArcs[]>()
  for (const area of areasIn(base.objects['pieces'])) {
    const code = codeOf(String(area.id))
    if (code !== null) groups.set(code, [...(groups.get(code) ?? []), area])
  }
  const codes = [...groups.keys()].sort()
  return collection(codes.map((code) => areaFeature(code, partsOf(merge(base, groups.get(code) ?? [])))))
}

function assertComplete(communes: Areas, units: readonly Unit[]) {
  const wanted = new Set(units.filter((unit) => unit.level === 'commune').map((unit) => unit.code))
  const found = new Set<string>()
  for (const { id } of communes.features) {
    const code = String(id)
    if (!wanted.has(code)) throw new Error(`polygon "${code}" belongs to no commune of this vintage`)
    if (found.has(code)) throw new Error(`commune ${code} has two polygons`)
    found.add(code)
  }
  const missing = [...wanted].filter((code) => !found.has(code))
  if (missing.length > 0) throw new Error(`no polygon for commune ${missing.join(', ')}`)
}

/** Codes of the units above a commune. Districts and communes have codes of different length, so none clash. */
function ancestorsOf(commune: string, units: readonly Unit[]): string[] {
  const parent = units.find((unit) => unit.level === 'commune' && unit.code === commune)?.parent
  const above = units.find((unit) => unit.level === 'district' && unit.code === parent)?.parent
  return [parent, above].filter((code) => typeof code === 'string')
}

function areasIn(object: Topology['objects'][string] | undefined): AreaArcs[] {
  if (object?.type !== 'GeometryCollection') return []
  return object.geometries.flatMap(({ id, ...each }): AreaArcs[] => {
    if (each.type === 'Polygon') return [{ type: each.type, id, arcs: each.arcs }]
    if (each.type === 'MultiPolygon') return [{ type: each.type, id, arcs: each.arcs }]
    return []
  })
}

function simplest(merged: MultiPolygonArcs): AreaArcs {
  const [first, ...others] = merged.arcs
  return first && others.length === 0 ? { type: 'Polygon', arcs: first } : merged
}

/** A feature with its rings turned as RFC 7946 asks: outer ones anticlockwise, holes clockwise. */
function areaFeature(id: string, parts: Parts): Feature<Polygon | MultiPolygon> {
  const turned = parts.map((rings) =>
    rings.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed())),
  )
  return { type: 'Feature', id, properties: {}, geometry: geometryOf(turned) }
}

function collection(features: Feature<Polygon | MultiPolygon>[]): Areas {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of features.flatMap(({ geometry }) => partsOf(geometry).flat(2))) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  const bbox: Areas['bbox'] = [west, south, east, north]
  return { type: 'FeatureCollection', ...(features.length > 0 && { bbox }), features }
}
