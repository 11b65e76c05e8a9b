import type { Dataset } from '#domain/dataset'
import { unitOf } from '#domain/dataset'
import type { LonLat } from '#domain/geodesy'
import type { Facility } from '#domain/places/facility'
import { realOnly, villagesIn } from '#domain/places/places'
import type { Reach } from '#domain/places/sites'
import { reachOf, sitesOf } from '#domain/places/sites'
import type { Village } from '#domain/places/village'
import { walkingMinutes } from '#domain/places/walking'
import type { Vintage } from '#domain/units'
import type { FacilityProperties, VillageProperties } from './place-schemas'

const pointOf = (position: LonLat | null) =>
  position === null ? null : { type: 'Point' as const, coordinates: position }

const communeOf = (dataset: Dataset, vintage: Vintage, code: string) => {
  const commune = unitOf(dataset, vintage, code)
  return { commune: code, commune_name: commune?.name ?? '', district_code: commune?.parent ?? null }
}

/** A village as GeoJSON, with how far it is from the nearest working sites. */
export function villageFeature(dataset: Dataset, village: Village, illustrative: boolean) {
  const places = illustrative ? dataset.places : realOnly(dataset.places)
  const play = reachOf(sitesOf(places, village.vintage, 'play-area'), village)
  const preschool = reachOf(sitesOf(places, village.vintage, 'preschool'), village)
  const properties: VillageProperties = {
    id: village.id,
    vintage: village.vintage,
    ...communeOf(dataset, village.vintage, village.commune),
    name: village.name,
    type: village.type,
    extremely_disadvantaged: village.extremelyDisadvantaged,
    households: village.households,
    ...village.children,
    land: village.land,
    play_area: village.playArea,
    play_area_metres: wholeMetres(play.metres),
    play_area_state: play.state,
    preschool_metres: wholeMetres(preschool.metres),
    preschool_state: preschool.state,
    elevation: village.elevation ?? null,
    play_area_minutes: minutesTo(play, village),
    preschool_minutes: minutesTo(preschool, village),
    ...recordOf(village),
  }
  return { type: 'Feature' as const, id: village.id, geometry: pointOf(village.position), properties }
}

/** Whole minutes to the nearest site; less is not to be had from a straight line. */
function minutesTo({ metres, site }: Reach, { elevation = null }: Village): number | null {
  const minutes = metres === null || site === null ? null : walkingMinutes(metres, elevation, site.elevation)
  return minutes === null ? null : Math.max(1, Math.round(minutes))
}

/** Nobody knows the middle of a village to less than a metre. */
export const wholeMetres = (metres: number | null): number | null =>
  metres === null ? null : Math.round(metres)

/** A facility as GeoJSON. */
export function facilityFeature(dataset: Dataset, facility: Facility) {
  const village = villagesIn(dataset.places, facility.vintage, facility.commune).find(
    ({ id }) => id === facility.village,
  )
  const properties: FacilityProperties = {
    id: facility.id,
    kind: facility.kind,
    name: facility.name,
    vintage: facility.vintage,
    ...communeOf(dataset, facility.vintage, facility.commune),
    village: facility.village,
    village_name: village === undefined ? null : village.name,
    condition: facility.condition,
    safety_checked_on: facility.safetyCheckedOn,
    opened_on: facility.openedOn,
    capacity: facility.capacity,
    elevation: facility.elevation ?? null,
    photo: facility.photo === null ? null : `/api/places/photos/${facility.photo}`,
    ...recordOf(facility),
  }
  return { type: 'Feature' as const, id: facility.id, geometry: pointOf(facility.position), properties }
}

const recordOf = ({ status, source, asOf, since }: Village | Facility) => ({
  status,
  source,
  as_of: asOf,
  since,
})
