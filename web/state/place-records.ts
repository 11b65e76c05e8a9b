import type { Facility, FacilityContent } from '#domain/places/facility'
import type { Village, VillageContent } from '#domain/places/village'
import { childMeasures, unknownChildren } from '#domain/places/village'
import type { Vintage } from '#domain/units'
import type { FacilityFeature, VillageFeature } from '../api-places'

/** A new id of 128 random bits. Not `randomUUID`, which browsers keep from pages without TLS. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const positionOf = (geometry: VillageFeature['geometry']): VillageContent['position'] => {
  const [lon, lat] = geometry?.coordinates ?? []
  return lon === undefined || lat === undefined ? null : [lon, lat]
}

/** What is written of a village, as it came with the map. */
export const villageContent = ({ geometry, properties: of }: VillageFeature): VillageContent => ({
  vintage: of.vintage,
  commune: of.commune,
  name: of.name,
  type: of.type,
  extremelyDisadvantaged: of.extremely_disadvantaged,
  households: of.households,
  children: { ...unknownChildren, ...Object.fromEntries(childMeasures.map((key) => [key, of[key]])) },
  land: of.land,
  playArea: of.play_area,
  position: positionOf(geometry),
  elevation: of.elevation,
  source: of.source,
  asOf: of.as_of,
})

/** What is written of a facility, as it came with the map. */
export const facilityContent = ({ geometry, properties: of }: FacilityFeature): FacilityContent => ({
  kind: of.kind,
  name: of.name,
  vintage: of.vintage,
  commune: of.commune,
  village: of.village,
  position: positionOf(geometry),
  elevation: of.elevation,
  condition: of.condition,
  safetyCheckedOn: of.safety_checked_on,
  openedOn: of.opened_on,
  capacity: of.capacity,
  photo: of.photo?.split('/').at(-1) ?? null,
  source: of.source,
  asOf: of.as_of,
})

const recordOf = ({ id, properties: { status, since } }: VillageFeature | FacilityFeature) => ({
  id,
  status,
  since,
})

export const villageRecord = (village: VillageFeature): Village => ({
  ...villageContent(village),
  ...recordOf(village),
})

export const facilityRecord = (facility: FacilityFeature): Facility => ({
  ...facilityContent(facility),
  ...recordOf(facility),
})

type Beginning = { vintage: Vintage; commune: string; source: string; asOf: string }

/** A working play area of which nothing else is known. */
export const blankFacility = (start: Beginning, village: string | null): FacilityContent => ({
  kind: 'play-area',
  name: null,
  village,
  position: null,
  condition: 'working',
  safetyCheckedOn: null,
  openedOn: null,
  capacity: null,
  photo: null,
  ...start,
})

/** A village of which nothing is known. */
export const blankVillage = (start: Beginning): VillageContent => ({
  name: '',
  type: 'thôn',
  extremelyDisadvantaged: null,
  households: null,
  children: unknownChildren,
  land: 'unknown',
  playArea: 'unknown',
  position: null,
  ...start,
})
