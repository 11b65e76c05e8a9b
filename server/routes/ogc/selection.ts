import type { AttributeRow } from '#domain/attributes'
import type { Queryables } from '#domain/cql2/scalars'
import { meets } from '#domain/intersects'
import type { Located, LocatedArea } from '#domain/located'
import { locatedIn, locatedPoints } from '#domain/located'
import type { ReferenceSystem } from '#domain/reference-systems'
import { crs84 } from '#domain/reference-systems'
import type { Collection } from '#domain/collections'
import { columnsIn, featureKey, featureRows, hasShapes, isPlaceLayer } from '#domain/collections'
import { placeRows } from '#domain/places/layers'
import type { Table } from '#domain/tables'
import { featuresOf } from '#domain/topology'
import type { Published } from '../../published'
import type { ItemsAsked, Wishes } from './parameters'

/** One feature: what it is known by, its columns, and its shape in the system asked for. */
export type Item = { id: string; row: AttributeRow; area: Located | null }

/** A page of features, and how many there are in all. */
export type Selection = { matched: number; items: Item[] }

/** What may be asked of a table: its columns, and the geometry where it has one. */
export const queryablesOf = ({ dataset }: Published, table: Collection): Queryables =>
  new Map([
    ...columnsIn(dataset, table).map(({ name, type }) => [name, type] as const),
    ...(hasShapes(table) ? [['geometry', 'geometry'] as const] : []),
  ])

const noAreas: ReadonlyMap<string, LocatedArea> = new Map()

/** The shapes of a table by the keys of its rows, in a reference system. */
export const areasOf = ({ boundaries }: Published, { units }: Table, system: ReferenceSystem) =>
  units === null ? noAreas : locatedIn(featuresOf(boundaries[units.vintage].topology, units.level), system)

/** The shapes of a collection by the keys of its features, in a reference system. */
export function shapesOf(
  published: Published,
  table: Collection,
  system: ReferenceSystem,
  illustrative: boolean,
): ReadonlyMap<string, Located> {
  if (!isPlaceLayer(table)) return areasOf(published, table, system)
  return locatedPoints(placeRows(published.dataset, table, illustrative).positions, system)
}

/** The features that are asked for, in the order of their keys. */
export function select(published: Published, table: Collection, asked: ItemsAsked): Selection {
  const { bbox, filter, equal, offset, limit, crs } = asked
  const areasFor = (system: ReferenceSystem) => shapesOf(published, table, system, asked.illustrative)
  const inBox = bbox === null ? null : { areas: areasFor(bbox.system), probes: bbox.probes }
  const inFilter = filter === null ? null : { areas: areasFor(filter.system), test: filter.test }
  const matched = allRows(published, table, asked).filter((row) => {
    const id = featureKey(table, row)
    if (!equal(row)) return false
    if (inBox) {
      const area = inBox.areas.get(id)
      if (!area || !inBox.probes.some((probe) => meets(area, probe))) return false
    }
    return inFilter === null || inFilter.test({ row, area: inFilter.areas.get(id) ?? null })
  })
  const shapes = areasFor(crs)
  const items = matched.slice(offset, offset + limit).map((row) => {
    const id = featureKey(table, row)
    return { id, row, area: shapes.get(id) ?? null }
  })
  return { matched: matched.length, items }
}

/** The feature with this id, or null. */
export function find(
  published: Published,
  table: Collection,
  id: string,
  { crs = crs84, ...wishes }: Wishes & { crs?: ReferenceSystem },
): Item | null {
  const row = allRows(published, table, wishes).find((each) => featureKey(table, each) === id)
  const shapes = shapesOf(published, table, crs, wishes.illustrative)
  return row === undefined ? null : { id, row, area: shapes.get(id) ?? null }
}

/** Without a period there is nothing; but the crosswalk holds in all of them. */
function allRows({ dataset }: Published, table: Collection, { period, illustrative }: Wishes) {
  if (period === null && table.units !== null) return []
  return featureRows(dataset, table, { period: period ?? '', illustrative })
}
