import type { Selectable } from 'kysely'
import type { Facility } from '#domain/places/facility'
import type { Village } from '#domain/places/village'
import type { LonLat } from '#domain/geodesy'
import type { FacilityTable, VillageTable } from './places-schema'

/** A village as it stands in a row. */
export const villageFrom = (row: Selectable<VillageTable>): Village => ({
  id: row.id,
  vintage: row.vintage,
  commune: row.commune,
  name: row.name,
  type: row.type,
  extremelyDisadvantaged: row.extremely_disadvantaged === null ? null : row.extremely_disadvantaged === 1,
  households: row.households,
  children: {
    children_0_2: row.children_0_2,
    children_3_5: row.children_3_5,
    children_5: row.children_5,
    children_under_5: row.children_under_5,
    children_under_6: row.children_under_6,
    children_under_16: row.children_under_16,
  },
  land: row.land,
  playArea: row.play_area,
  position: positionFrom(row),
  elevation: row.elevation,
  source: row.source,
  asOf: row.as_of,
  status: row.status,
  since: row.from_version,
})

/** A facility as it stands in a row. */
export const facilityFrom = (row: Selectable<FacilityTable>): Facility => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  vintage: row.vintage,
  commune: row.commune,
  village: row.village,
  position: positionFrom(row),
  elevation: row.elevation,
  condition: row.condition,
  safetyCheckedOn: row.safety_checked_on,
  openedOn: row.opened_on,
  capacity: row.capacity,
  photo: row.photo,
  source: row.source,
  asOf: row.as_of,
  status: row.status,
  since: row.from_version,
})

const positionFrom = ({ lon, lat }: { lon: number | null; lat: number | null }): LonLat | null =>
  lon === null || lat === null ? null : [lon, lat]

const spotOf = (position: LonLat | null) => ({ lon: position?.[0] ?? null, lat: position?.[1] ?? null })

/** The row of a village that counts from its data version on. */
export const villageRow = (village: Village) => ({
  id: village.id,
  vintage: village.vintage,
  commune: village.commune,
  name: village.name,
  type: village.type,
  extremely_disadvantaged: flagOf(village.extremelyDisadvantaged),
  households: village.households,
  ...village.children,
  land: village.land,
  play_area: village.playArea,
  ...spotOf(village.position),
  elevation: village.elevation ?? null,
  status: village.status,
  source: village.source,
  as_of: village.asOf,
  from_version: village.since,
  until_version: null,
})

const flagOf = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0)

/** The row of a facility that counts from its data version on. */
export const facilityRow = (facility: Facility) => ({
  id: facility.id,
  kind: facility.kind,
  name: facility.name,
  vintage: facility.vintage,
  commune: facility.commune,
  village: facility.village,
  ...spotOf(facility.position),
  elevation: facility.elevation ?? null,
  condition: facility.condition,
  safety_checked_on: facility.safetyCheckedOn,
  opened_on: facility.openedOn,
  capacity: facility.capacity,
  photo: facility.photo,
  status: facility.status,
  source: facility.source,
  as_of: facility.asOf,
  from_version: facility.since,
  until_version: null,
})
