import { childMeasures } from '#domain/places/village'
import type { MadePlaces } from './places'

/** Villages as CSV. That all are made up is said once, by the file. */
export const villageTable = ({ villages }: MadePlaces): string =>
  tableOf(
    [
      'id',
      'vintage',
      'commune',
      'name',
      'type',
      'extremely_disadvantaged',
      'households',
      ...childMeasures,
      'land',
      'play_area',
      'lon',
      'lat',
      'as_of',
    ],
    villages.map((village) => [
      village.id,
      village.vintage,
      village.commune,
      village.name,
      village.type,
      village.extremelyDisadvantaged ? 'yes' : 'no',
      village.households,
      ...childMeasures.map((measure) => village.children[measure]),
      village.land,
      village.playArea,
      ...(village.position ?? [null, null]),
      village.asOf,
    ]),
  )

/** Facilities as CSV. */
export const facilityTable = ({ facilities }: MadePlaces): string =>
  tableOf(
    [
      'id',
      'kind',
      'vintage',
      'commune',
      'village',
      'lon',
      'lat',
      'condition',
      'safety_checked_on',
      'opened_on',
      'capacity',
      'as_of',
    ],
    facilities.map((facility) => [
      facility.id,
      facility.kind,
      facility.vintage,
      facility.commune,
      facility.village,
      ...(facility.position ?? [null, null]),
      facility.condition,
      facility.safetyCheckedOn,
      facility.openedOn,
      facility.capacity,
      facility.asOf,
    ]),
  )

const tableOf = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [header, ...rows].map((row) => `${row.map((cell) => cell ?? '').join(',')}\n`).join('')
