import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Link } from '#domain/crosswalk'
import type { Catalogue } from '#domain/indicators'
import type { LonLat } from '#domain/geodesy'
import type { Unit, Vintage } from '#domain/units'
import { readCatalogue } from '../../server/intake/catalogue'
import { LinkRow, ObservationRow, OutlineRow, PublishedRow, UnitRow } from '../../server/intake/shipped-rows'
import { readTable } from '../../server/intake/table'
import type { ZoneCounts } from './zones'

/** What is published, and what the made-up figures must agree with. */
export type Known = {
  catalogue: Catalogue
  /** All units of both vintages. */
  units: Unit[]
  /** Coarse outlines of the province, longitude and latitude. */
  outlines: Record<Vintage, LonLat[]>
  communes: { '2024': Unit[]; '2025': Unit[] }
  links: Link[]
  /** Population of the old districts (census of 2019) and of the 99 communes, by code. */
  population: { '2024': ReadonlyMap<string, number>; '2025': ReadonlyMap<string, number> }
  /** Published population of new Lào Cai as a whole. */
  provincePopulation: number
  /** Communes per zone of each old district, Decision 861. */
  zones: ReadonlyMap<string, ZoneCounts>
  /** New communes that took in a ward or a town. */
  towns: ReadonlySet<string>
  /** Villages of old communes whose number is published. */
  villages: ReadonlyMap<string, number>
}

const TownRow = z.object({ from_type: z.string(), to_code: z.string() })

const ZoneRow = z.object({
  code: z.string(),
  level: z.string(),
  zone: z.string(),
  communes: z.string(),
  decision: z.string(),
})

/** Reads the published tables of `dataDir`; the made-up one is not looked at. */
export function readKnown(dataDir: string): Known {
  const rowsOf = <Row>(name: string, schema: z.ZodType<Row>): Row[] =>
    readTable(name, readFileSync(join(dataDir, name), 'utf8'), schema).map(({ row }) => row)
  const units = rowsOf('units.csv', UnitRow)
  const communesOf = (vintage: string) =>
    units.filter((unit) => unit.vintage === vintage && unit.level === 'commune')
  const points = rowsOf('outline.csv', OutlineRow).sort((a, b) => a.order - b.order)
  const outlineOf = (vintage: Vintage) =>
    points.filter((point) => point.vintage === vintage).map(({ lon, lat }): LonLat => [lon, lat])
  const people = rowsOf('observations.csv', ObservationRow).filter(({ measure }) => measure === 'population')
  const populationOf = (vintage: string, period: string) =>
    new Map(
      people
        .filter((row) => row.vintage === vintage && row.period === period)
        .map((row) => [row.code, row.value]),
    )
  const published = rowsOf('published.csv', PublishedRow)
  const population = { '2024': populationOf('2024', '2019'), '2025': populationOf('2025', '2025') }
  return {
    catalogue: readCatalogue(join(dataDir, 'catalogue.yaml')),
    units,
    outlines: { '2024': outlineOf('2024'), '2025': outlineOf('2025') },
    communes: { '2024': communesOf('2024'), '2025': communesOf('2025') },
    links: rowsOf('crosswalk.csv', LinkRow),
    population,
    provincePopulation: population['2025'].get('15') ?? NaN,
    towns: new Set(
      rowsOf('crosswalk.csv', TownRow)
        .filter((link) => link.from_type !== 'xã')
        .map((link) => link.to_code),
    ),
    zones: zoneCounts(rowsOf('zones.csv', ZoneRow)),
    villages: new Map(
      published
        .filter(
          ({ vintage, code, name }) => vintage === '2024' && code.length === 5 && name.en === 'Villages',
        )
        .map(({ code, value }) => [code, value]),
    ),
  }
}

function zoneCounts(rows: readonly z.infer<typeof ZoneRow>[]): Map<string, ZoneCounts> {
  const counts = new Map<string, ZoneCounts>()
  for (const row of rows) {
    if (row.level !== 'district' || row.decision !== '861/QĐ-TTg' || row.zone === 'outside') continue
    const known = counts.get(row.code) ?? { I: 0, II: 0, III: 0 }
    counts.set(row.code, { ...known, [row.zone]: Number(row.communes) })
  }
  return counts
}
