import mapshaper from 'mapshaper'
import { areaKm2, partsOf } from '#domain/geodesy'
import type { Areas } from '#domain/topology'
import { topologyOf } from '#domain/topology'
import type { Unit } from '#domain/units'
import { readAreas } from './boundaries-geojson'
import { BoundaryProblem } from './boundaries-problem'

/** The map of a vintage as JSON should not be larger: the page fetches it over slow lines. */
export const mapBytes = 250_000

/** What a corner costs in the topology, about: two differences of three to five digits, once for both neighbours. */
const bytesPerCorner = 6

/** Corners a commune keeps on average, whatever the map weighs: with fewer it is no longer recognised. */
const leastCorners = 10

/**
 * Makes a seamless map: borders that nearly agree are brought together, narrow gaps and overlaps removed,
 * self-crossings mended, and lines simplified (weighted Visvalingam, shared borders stay shared) until the
 * topology fits into `maxBytes`, or cannot be simpler: a map of very many communes may stay larger. Takes seconds of
 * computing for a province.
 * A piece that several communes claim goes to the one whose polygon exceeds its official area least.
 * @param units all units of the vintage
 * @throws BoundaryProblem (content) when a commune vanishes, because others cover it or it has no area
 */
export async function cleanAreas(areas: Areas, units: readonly Unit[], maxBytes = mapBytes): Promise<Areas> {
  const figures = new Map(units.map((unit) => [unit.code, unit.areaKm2]))
  const excess = ({ id, geometry }: Areas['features'][number]) => {
    const official = figures.get(String(id))
    return official ? areaKm2(partsOf(geometry)) / official : 1
  }
  const features = areas.features
    .map((feature) => ({ ...feature, properties: { code: feature.id } }))
    .sort((a, b) => excess(a) - excess(b))
  const input = JSON.stringify({ ...areas, features })
  const corners = features.reduce((sum, { geometry }) => sum + partsOf(geometry).flat(2).length, 0)
  const least = Math.min(1, (leastCorners * features.length) / corners)
  let share = Math.max(least, Math.min(1, maxBytes / (corners * bytesPerCorner)))
  for (;;) {
    const cleaned = complete(await run(input, share), areas)
    const bytes = JSON.stringify(topologyOf(cleaned, units)).length
    if (bytes <= maxBytes || share === least) return cleaned
    share = Math.max(least, share * Math.min(0.95, (0.97 * maxBytes) / bytes))
  }
}

async function run(input: string, share: number): Promise<Areas> {
  const simplify = share < 1 ? `-simplify weighted ${(share * 100).toFixed(3)}% keep-shapes` : ''
  const output = await mapshaper.applyCommands(
    // the overlap rule follows the order of the features
    `-quiet -i in.json -clean overlap-rule=min-id ${simplify} -o out.json format=geojson ` +
      'id-field=code precision=0.000001 fix-geometry',
    { 'in.json': input },
  )
  const text = new TextDecoder().decode(output['out.json'])
  const features = readAreas(text, 'mapshaper').map(({ id, geometry }) => ({
    ...{ type: 'Feature' as const, id: id ?? '', properties: {}, geometry },
  }))
  return { type: 'FeatureCollection', features: features.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

function complete(cleaned: Areas, before: Areas): Areas {
  const left = new Set(cleaned.features.map(({ id }) => id))
  const lost = before.features.flatMap(({ id }) => (left.has(String(id)) ? [] : [String(id)]))
  if (lost.length === 0) return cleaned
  throw new BoundaryProblem('content', {
    vi: `Các xã sau nằm trọn trong xã khác hoặc không có diện tích: ${lost.join(', ')}. Hãy sửa các đa giác này.`,
    en: `These communes lie wholly inside others or have no area: ${lost.join(', ')}. Mend their polygons.`,
  })
}
