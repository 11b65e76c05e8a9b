import { kinks } from '@turf/kinks'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import mapshaper from 'mapshaper'
import { areaKm2, partsOf } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import type { Unit } from '#domain/units'

/** Pieces smaller than a hectare are slivers: lines that were drawn twice and do not agree. */
const sliverKm2 = 0.01

/** Places where neighbours do not fit together. Areas in km². */
export type Misfits = {
  gaps: { count: number; areaKm2: number; slivers: number }
  overlaps: { count: number; areaKm2: number; slivers: number; pairs: [string, string][] }
}

/** What was wrong with the shapes of a map, what mending changed, and what is left. */
export type ShapeReport = {
  before: Misfits
  after: Misfits
  /** Communes whose lines cross themselves, with how often. */
  crossings: { code: string; count: number }[]
  /** For each commune: as it came, as it is now, as the state says; km². */
  areas: { code: string; before: number; after: number; official: number | null }[]
}

/** Compares a map as it came with what became of it. Takes seconds for a province in full detail. */
export async function shapeReport(
  given: Areas,
  cleaned: Areas,
  units: readonly Unit[],
): Promise<ShapeReport> {
  const after = new Map(cleaned.features.map(({ id, geometry }) => [String(id), areaKm2(partsOf(geometry))]))
  const official = new Map(units.map((unit) => [unit.code, unit.areaKm2]))
  return {
    before: await misfitsOf(given),
    after: await misfitsOf(cleaned),
    crossings: given.features.flatMap((feature) => {
      const count = kinks(feature).features.length
      return count > 0 ? [{ code: String(feature.id), count }] : []
    }),
    areas: given.features.map(({ id, geometry }) => ({
      code: String(id),
      before: areaKm2(partsOf(geometry)),
      after: after.get(String(id)) ?? 0,
      official: official.get(String(id)) ?? null,
    })),
  }
}

type Tile = Feature<Polygon | MultiPolygon, { codes: string[] | null }>

/** Cuts a map along all its lines: a piece that no commune has is a gap, one that several have an overlap. */
async function misfitsOf(areas: Areas): Promise<Misfits> {
  const features = areas.features.map((feature) => ({ ...feature, properties: { code: feature.id } }))
  const output = await mapshaper.applyCommands(
    '-quiet -i in.json -mosaic calc="codes=collect(code)" -o out.json format=geojson',
    { 'in.json': JSON.stringify({ ...areas, features }) },
  )
  // written just now by mapshaper, always as a collection
  const tiles = (JSON.parse(new TextDecoder().decode(output['out.json'])) as { features: Tile[] }).features
  const pieces = tiles.flatMap(({ geometry, properties: { codes } }) => {
    const owners = [...new Set(codes ?? [])]
    return owners.length === 1 ? [] : [{ owners, area: areaKm2(partsOf(geometry)) }]
  })
  const sum = (of: typeof pieces) => ({
    count: of.length,
    areaKm2: of.reduce((total, { area }) => total + area, 0),
    slivers: of.filter(({ area }) => area < sliverKm2).length,
  })
  const overlaps = pieces.filter(({ owners }) => owners.length > 1)
  const pairs = new Map(
    overlaps.map(({ owners }) => {
      const [one = '', other = ''] = owners.toSorted()
      return [`${one} ${other}`, [one, other] as [string, string]] as const
    }),
  )
  return {
    gaps: sum(pieces.filter(({ owners }) => owners.length === 0)),
    overlaps: { ...sum(overlaps), pairs: [...pairs.values()] },
  }
}

/** The report for a person at a terminal, in both languages; nothing where all fitted. */
export function shapeLines({ before, crossings }: ShapeReport): string[] {
  const km2 = (area: number) => area.toFixed(3)
  const { gaps, overlaps } = before
  return [
    ...(gaps.count > 0
      ? [`Khe hở / gaps: ${gaps.count} (${km2(gaps.areaKm2)} km²), mảnh vụn / slivers ${gaps.slivers}`]
      : []),
    ...(overlaps.count > 0
      ? [
          `Chồng lấn / overlaps: ${overlaps.count} (${km2(overlaps.areaKm2)} km²), mảnh vụn / slivers ${overlaps.slivers}`,
        ]
      : []),
    ...(crossings.length > 0
      ? [`Tự cắt / self-crossings: ${crossings.map(({ code, count }) => `${code} (${count})`).join(', ')}`]
      : []),
  ]
}
