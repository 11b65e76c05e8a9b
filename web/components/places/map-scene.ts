import type { Feature, FeatureCollection } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { LonLat } from '#domain/geodesy'
import { lacksPlayArea } from '#domain/places/village'
import { featuresOf } from '#domain/topology'
import type { PlacesChoice } from '#domain/view/places'
import type { Units } from '../../api'
import type { AccessAnswer, CommuneCounts, FacilityFeature, VillageFeature } from '../../api-places'
import { facilityIcon, villageIcon } from '../../map/symbols'

/** West, south, east and north. */
export type Box = [number, number, number, number]

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

const pointAt = (at: readonly number[], properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [...at] },
})

/** The communes, each with whether it is one of those looked at, and the districts over them. */
export const groundOf = (topology: Topology, inside: ReadonlySet<string>): FeatureCollection =>
  collection([
    ...featuresOf(topology, 'commune').features.map((area) => ({
      ...area,
      properties: { is: inside.has(String(area.id)) ? 'inside' : 'outside' },
    })),
    ...featuresOf(topology, 'district').features.map((area) => ({ ...area, properties: { is: 'district' } })),
  ])

/** Names of the communes at their seats. */
export const communeNames = (units: Units): FeatureCollection =>
  collection(
    units.flatMap(({ level, seat, name }) => (level === 'commune' && seat ? [pointAt(seat, { name })] : [])),
  )

/** Names of the districts amid the seats of their communes. */
export const districtNames = (units: Units): FeatureCollection =>
  collection(
    units.flatMap((district) => {
      const seats = units.flatMap(({ parent, seat }) => (parent === district.code && seat ? [seat] : []))
      if (district.level !== 'district' || seats.length === 0) return []
      const mean = (axis: 0 | 1) => seats.reduce((sum, seat) => sum + seat[axis], 0) / seats.length
      return pointAt([mean(0), mean(1)], { name: district.name })
    }),
  )

/** Counts at the seats of the communes. */
export function countPoints(counts: readonly CommuneCounts[], units: Units): FeatureCollection {
  const seats = new Map(units.map(({ code, seat }) => [code, seat]))
  return collection(
    counts.flatMap(({ code, lacking, villages }) => {
      const seat = seats.get(code)
      return seat ? [pointAt(seat, { code, lacking, villages })] : []
    }),
  )
}

/** Villages that are known to be further from a working site than the radius. */
export const uncoveredOf = ({ villages, radius }: AccessAnswer): ReadonlySet<string> =>
  new Set(
    villages
      .filter(({ state, metres }) => state === 'none' || (metres !== null && metres > radius))
      .map(({ id }) => id),
  )

/** Whether a facility is among those that the reader chose to see. */
export const isWanted = (
  { properties: { kind, condition } }: FacilityFeature,
  { kinds, conditions }: Pick<PlacesChoice, 'kinds' | 'conditions'>,
): boolean => (kinds?.includes(kind) ?? true) && (conditions?.includes(condition) ?? true)

export const isLacking = ({ properties }: VillageFeature): boolean =>
  lacksPlayArea({ playArea: properties.play_area })

/** Villages and facilities as points of the map; those without a position are left out. */
export const placePoints = (
  villages: readonly VillageFeature[],
  facilities: readonly FacilityFeature[],
  uncovered: ReadonlySet<string>,
): FeatureCollection =>
  collection([
    ...villages.flatMap((village) => {
      const { id, geometry, properties } = village
      if (geometry === null) return []
      const lacking = isLacking(village) ? 1 : 0
      const icon = villageIcon(properties.play_area)
      return pointAt(geometry.coordinates, { id, icon, village: 1, lacking, uncovered: uncovered.has(id) })
    }),
    ...facilities.flatMap(({ id, geometry, properties: { kind, condition } }) =>
      geometry === null
        ? []
        : pointAt(geometry.coordinates, {
            id,
            icon: facilityIcon(kind, condition),
            village: 0,
            lacking: 0,
            uncovered: false,
          }),
    ),
  ])

/** The position of a feature as a pair. */
export const positionOf = (
  feature: { geometry: { coordinates: number[] } | null } | undefined,
): LonLat | null => {
  const [lon, lat] = feature?.geometry?.coordinates ?? []
  return lon === undefined || lat === undefined ? null : [lon, lat]
}
