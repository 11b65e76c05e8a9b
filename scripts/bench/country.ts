import type { FeatureCollection } from 'geojson'
import { mergeArcs, quantize } from 'topojson-client'
import { topology as topologyFrom } from 'topojson-server'
import type { MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { completenessMeasures } from '#domain/flow/asked'
import type { Catalogue } from '#domain/indicators'
import type { Observation } from '#domain/measures'
import { sensitiveMeasures } from '#domain/privacy/withholding'
import type { Unit } from '#domain/units'
import type { Shipped } from '../../server/intake/shipped'
import { installBoundary } from '../../server/store/boundaries'
import { openStore } from '../../server/store/connect'
import { migrate } from '../../server/store/migrate'
import { publishBatch } from '../../server/store/publish'
import { seed } from '../../server/store/seed'
import { currentVersion } from '../../server/store/versions'

/** The province that is always there: what is asked of it must not cost more for its neighbours. */
export const home = '15'

/** Provinces beside it at most: their codes have two digits. */
const provinces = 80
const measures = 30
const periods = Array.from({ length: 10 }, (_, i) => `${2022 + Math.floor(i / 2)}-H${(i % 2) + 1}`)

/** Where made-up communes lie: in neighbouring provinces, or all of them in the home province. */
export type Lying = 'beside' | 'within'

/**
 * Makes a store of the shipped province and made-up neighbours: units, a map of squares, and 30 measures in 10
 * half-years for each commune of 2025, published half-year by half-year.
 * @param communes of 2025, all together
 * @returns how many figures were published
 */
export async function makeCountry(
  file: string,
  shipped: Shipped,
  communes: number,
  lying: Lying = 'beside',
): Promise<number> {
  const own = shipped.units.filter(({ vintage, level }) => vintage === '2025' && level === 'commune')
  const units = [...shipped.units, ...neighbours(Math.max(0, communes - own.length), lying)]
  const store = openStore(file)
  await migrate(store)
  await seed(store, { ...shipped, units })
  await installBoundary(store, {
    ...{ vintage: '2025', quality: 'user', actor: 'bench', source: 'squares' },
    topology: JSON.stringify(squares(units.filter(({ vintage }) => vintage === '2025'))),
  })
  let count = 0
  for (const period of periods) {
    const observations = figuresOf(shipped.catalogue, units, period, shipped.sources[0]?.id ?? '')
    const expectedVersion = await currentVersion(store)
    await publishBatch(store, { title: period, observations, actor: 'bench', expectedVersion })
    count += observations.length
  }
  await store.destroy()
  return count
}

function neighbours(communes: number, lying: Lying): Unit[] {
  if (communes === 0) return []
  const about = { vintage: '2025', districts: [], areaKm2: 100, seat: null } as const
  const many = lying === 'within' ? 0 : Math.min(provinces, Math.ceil(communes / 50))
  const codes = Array.from({ length: many }, (_, i) => String(16 + i))
  return [
    ...codes.map((code): Unit => ({
      ...about,
      ...{ level: 'province', code, name: `Tỉnh ${code}`, type: 'tỉnh', parent: null },
      districts: [],
    })),
    ...Array.from({ length: communes }, (_, i): Unit => ({
      ...about,
      ...{ level: 'commune', code: String(40_000 + i), name: `Xã ${i}`, type: 'xã' },
      parent: codes[i % many] ?? home,
      districts: [],
    })),
  ]
}

/** A square for each commune, province after province; districts and provinces are the squares of their communes. */
function squares(units: readonly Unit[]): Topology {
  const communes = units.filter(({ level }) => level === 'commune')
  const size = Math.ceil(Math.sqrt(communes.length))
  const parentOf = new Map(units.map(({ code, parent }) => [code, parent]))
  const ordered = [...communes].sort((a, b) => ((a.parent ?? '') < (b.parent ?? '') ? -1 : 1))
  const side = 6 / size
  const map: FeatureCollection = {
    type: 'FeatureCollection',
    features: ordered.map(({ code }, i) => {
      const [x, y] = [102 + (i % size) * side, 9 + Math.floor(i / size) * side]
      const corners = [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ].map((point) => point.map((degrees) => Math.round(degrees * 1e6) / 1e6))
      return {
        type: 'Feature',
        id: code,
        properties: {},
        geometry: { type: 'Polygon', coordinates: [corners] },
      }
    }),
  }
  const base = topologyFrom({ communes: map })
  const drawn = base.objects['communes']
  const areas = drawn?.type === 'GeometryCollection' ? (drawn.geometries as (Polygon | MultiPolygon)[]) : []
  const levelOf = new Map(units.map(({ code, level }) => [code, level]))
  const dissolved = (level: string) => {
    const groups = new Map<string, (Polygon | MultiPolygon)[]>()
    for (const area of areas) {
      const parents = [parentOf.get(String(area.id)), parentOf.get(parentOf.get(String(area.id)) ?? '')]
      const code = parents.find((each) => typeof each === 'string' && levelOf.get(each) === level)
      if (code) groups.set(code, [...(groups.get(code) ?? []), area])
    }
    return {
      type: 'GeometryCollection' as const,
      geometries: [...groups].map(([id, members]) => ({ ...mergeArcs(base, members), id })),
    }
  }
  const objects = { ...base.objects, districts: dissolved('district'), province: dissolved('province') }
  return quantize({ ...base, objects }, { scale: [1e-6, 1e-6], translate: [0, 0] })
}

/**
 * Figures of each commune for one half-year; of no sensitive matter, as the whole country's would be made up. They move
 * from period to period, so that another period gives many communes another colour.
 */
function figuresOf(
  catalogue: Catalogue,
  units: readonly Unit[],
  period: string,
  source: string,
): Observation[] {
  const sensitive = sensitiveMeasures(catalogue)
  const counted: readonly string[] = completenessMeasures
  const asked = catalogue.measures
    .filter(({ id, kind }) => kind === 'count' && !sensitive.has(id) && !counted.includes(id))
    .slice(0, measures)
  const communes = units.filter(({ vintage, level }) => vintage === '2025' && level === 'commune')
  const at = periods.indexOf(period)
  return asked.flatMap(({ id }, m) =>
    communes.map(({ code }, i): Observation => ({
      ...{ vintage: '2025', code, measure: id, period, status: 'reported', source },
      value: ((i * (7 + 2 * m) + m * 13 + at * (31 + m)) % 90) + 1,
    })),
  )
}
