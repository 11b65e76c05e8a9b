import type { Attribute, AttributeRow } from '../attributes'
import type { Dataset } from '../dataset'
import { unitOf } from '../dataset'
import type { LonLat } from '../geodesy'
import type { Bilingual } from '../measures'
import type { Vintage } from '../units'
import type { Facility } from './facility'
import { facilityColumns, villageColumns } from './layer-columns'
import type { Places } from './places'
import { realOnly } from './places'
import { reachOf, sitesOf } from './sites'
import type { Village } from './village'

export const placeLayerIds = ['villages_2025', 'villages_2024', 'facilities'] as const
export type PlaceLayerId = (typeof placeLayerIds)[number]

/** Villages or facilities as a layer of points. */
export type PlaceLayer = {
  id: PlaceLayerId
  /** Not of units, as other layers are. */
  units: null
  places: { kind: 'village'; vintage: Vintage } | { kind: 'facility' }
  title: Bilingual
  description: Bilingual
}

export const placeLayers: readonly PlaceLayer[] = [
  {
    id: 'villages_2025',
    units: null,
    places: { kind: 'village', vintage: '2025' },
    title: {
      vi: 'Thôn, bản, tổ dân phố của xã từ 01/7/2025',
      en: 'Villages of the communes since 1 July 2025',
    },
    description: {
      vi: 'Mỗi thôn một điểm, với số trẻ em và khoảng cách đường chim bay tới điểm vui chơi, trường mầm non gần nhất.',
      en: 'A point for each village, with its children and the distance as the crow flies to the nearest play area and preschool.',
    },
  },
  {
    id: 'villages_2024',
    units: null,
    places: { kind: 'village', vintage: '2024' },
    title: { vi: 'Thôn, bản, tổ dân phố của xã năm 2024', en: 'Villages of the communes of 2024' },
    description: {
      vi: 'Sổ thôn theo xã trước 01/7/2025; trống khi chưa có sổ nào.',
      en: 'Registers by the communes of before 1 July 2025; empty while there are none.',
    },
  },
  {
    id: 'facilities',
    units: null,
    places: { kind: 'facility' },
    title: { vi: 'Công trình cho trẻ em', en: 'Facilities for children' },
    description: {
      vi: 'Điểm vui chơi, trường và điểm trường mầm non, nhà văn hoá, trạm y tế. Nhà văn hoá hay sân trường không phải điểm vui chơi.',
      en: 'Play areas, preschools and their satellite sites, cultural houses, health stations. A cultural house or school yard is no play area.',
    },
  },
]

/** The columns of a layer, in order. */
export const placeColumns = ({ places }: PlaceLayer): readonly Attribute[] =>
  places.kind === 'village' ? villageColumns : facilityColumns

export type PlaceRows = {
  rows: readonly AttributeRow[]
  /** Positions by id, where they are known. */
  positions: ReadonlyMap<string, LonLat>
}

const known = new WeakMap<Places, Map<PlaceLayerId, PlaceRows>>()

/** Rows of a layer in the order of ids; kept for as long as the places are. */
export function placeRows(dataset: Dataset, layer: PlaceLayer, illustrative: boolean): PlaceRows {
  const places = illustrative ? dataset.places : realOnly(dataset.places)
  const kept = known.get(places) ?? new Map<PlaceLayerId, PlaceRows>()
  known.set(places, kept)
  const ready = kept.get(layer.id) ?? makeRows(dataset, places, layer)
  kept.set(layer.id, ready)
  return ready
}

function makeRows(dataset: Dataset, places: Places, { places: wanted }: PlaceLayer): PlaceRows {
  const all: readonly (Village | Facility)[] =
    wanted.kind === 'village'
      ? places.villages.filter(({ vintage }) => vintage === wanted.vintage)
      : [...places.facilities].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    rows: all.map((place) =>
      'kind' in place ? facilityRow(dataset, place) : villageRow(dataset, places, place),
    ),
    positions: new Map(all.flatMap(({ id, position }) => (position === null ? [] : [[id, position]]))),
  }
}

const identityOf = (dataset: Dataset, { id, vintage, commune }: Village | Facility) => {
  const unit = unitOf(dataset, vintage, commune)
  return {
    id,
    commune_code: commune,
    commune_name: unit?.name ?? null,
    district_code: unit?.parent ?? null,
  }
}

const recordOf = ({ status, source, asOf, since }: Village | Facility) => ({
  status,
  source,
  as_of: asOf,
  data_version: since,
})

const rounded = (metres: number | null) => (metres === null ? null : Math.round(metres))

const villageRow = (dataset: Dataset, places: Places, village: Village): AttributeRow => ({
  ...identityOf(dataset, village),
  name: village.name,
  type: village.type,
  extremely_disadvantaged: village.extremelyDisadvantaged,
  households: village.households,
  ...village.children,
  land: village.land,
  play_area: village.playArea,
  play_area_metres: rounded(reachOf(sitesOf(places, village.vintage, 'play-area'), village).metres),
  preschool_metres: rounded(reachOf(sitesOf(places, village.vintage, 'preschool'), village).metres),
  ...recordOf(village),
})

const facilityRow = (dataset: Dataset, facility: Facility): AttributeRow => ({
  ...identityOf(dataset, facility),
  vintage: facility.vintage,
  kind: facility.kind,
  name: facility.name,
  village: facility.village,
  condition: facility.condition,
  safety_checked_on: facility.safetyCheckedOn,
  opened_on: facility.openedOn,
  capacity: facility.capacity,
  ...recordOf(facility),
})
