import { pointToPolygonDistance } from '@turf/point-to-polygon-distance'
import type { MultiPolygon, Polygon } from 'geojson'
import type { LonLat, Parts } from '../geodesy'
import { contains, geometryOf, partsOf } from '../geodesy'
import { fold } from '../names'
import type { Areas } from '../topology'
import type { Facility } from './facility'
import { playAreaFrom } from './facility'
import { nearbyOf, within } from './nearest'
import type { Village } from './village'

/** How a warning may be mended by a machine, when a person agrees. */
export type Mend =
  | { kind: 'swap'; position: LonLat }
  | { kind: 'move'; commune: string }
  | { kind: 'merge'; with: string }
  | { kind: 'rename' }
  | { kind: 'count-children' }
  | { kind: 'set-play-area'; playArea: Village['playArea'] }

export const checkIds = [
  'swapped-position',
  'outside-province',
  'outside-commune',
  'no-children',
  'same-spot',
  'same-position',
  'same-name',
  'play-area-differs',
] as const
export type CheckId = (typeof checkIds)[number]

/** Something that is probably wrong. It stops nobody: a person decides. */
export type Warning = {
  check: CheckId
  place: 'village' | 'facility'
  subject: string
  /** The other place that it is about. */
  other: string | null
  /** How far outside, or how far apart. */
  metres: number | null
  /** The boundaries are a sketch, so that a point near a border may be right. */
  isSchematic: boolean
  mend: Mend | null
}

/** The boundaries in force for the communes of one vintage. */
export type Borders = { communes: ReadonlyMap<string, Border>; isSchematic: boolean }
type Border = { parts: Parts; geometry: Polygon | MultiPolygon }

/** A sketch of the borders is off by some kilometres: only what lies further out is reported. */
const schematicMetres = 5000
/** Closer than this, two positions are one. */
const spotMetres = 20

const ready = new WeakMap<Areas, ReadonlyMap<string, Border>>()

/** Borders for the checks, from the areas of the communes; worked out once for the same areas. */
export function bordersOf(areas: Areas, isSchematic: boolean): Borders {
  const communes =
    ready.get(areas) ??
    new Map(
      areas.features.map(({ id, geometry }) => {
        const parts = partsOf(geometry)
        return [String(id), { parts, geometry: geometryOf(parts) }]
      }),
    )
  ready.set(areas, communes)
  return { communes, isSchematic }
}

/** The commune that a point lies in; null outside of all. */
export const communeAt = ({ communes }: Borders, point: LonLat): string | null =>
  [...communes].find(([, { parts }]) => contains(parts, point))?.[0] ?? null

/** Whether the numbers make sense in Vietnam only the other way round: latitude first. */
export const isSwapped = ([lon, lat]: LonLat): boolean => !isVietnam([lon, lat]) && isVietnam([lat, lon])

const isVietnam = ([lon, lat]: LonLat): boolean => lon >= 102 && lon <= 118 && lat >= 7 && lat <= 24

/** What is probably wrong with villages and facilities of one vintage, each looked at beside all others. */
export function checkPlaces(
  villages: readonly Village[],
  facilities: readonly Facility[],
  borders: Borders,
): Warning[] {
  return [
    ...villages.flatMap((village) => checkPosition('village', village, borders)),
    ...facilities.flatMap((facility) => checkPosition('facility', facility, borders)),
    ...villages
      .filter(isWithoutChildren)
      .map(({ id }) => warning('no-children', 'village', id, { mend: { kind: 'count-children' } })),
    ...closePairs(villages).map(({ a, b, metres }) =>
      warning('same-position', 'village', b.id, { other: a.id, metres }),
    ),
    ...closePairs(facilities).map(({ a, b, metres }) =>
      warning('same-spot', 'facility', b.id, {
        other: a.id,
        metres,
        mend: a.kind === b.kind ? { kind: 'merge', with: a.id } : null,
      }),
    ),
    ...sameNames(villages),
    ...villages.flatMap((village) => playAreaDiffers(village, facilities)),
  ]
}

const warning = (
  check: CheckId,
  place: Warning['place'],
  subject: string,
  more: Partial<Pick<Warning, 'other' | 'metres' | 'isSchematic' | 'mend'>>,
): Warning => ({
  check,
  place,
  subject,
  other: null,
  metres: null,
  isSchematic: false,
  mend: null,
  ...more,
})

type Placed = { id: string; commune: string; position: LonLat | null }

function checkPosition(
  place: Warning['place'],
  { id, commune, position }: Placed,
  borders: Borders,
): Warning[] {
  if (position === null) return []
  if (isSwapped(position)) {
    return [
      warning('swapped-position', place, id, {
        mend: { kind: 'swap', position: [position[1], position[0]] },
      }),
    ]
  }
  const own = borders.communes.get(commune)
  if (own === undefined || contains(own.parts, position)) return []
  const { isSchematic } = borders
  const metres = Math.round(pointToPolygonDistance(position, own.geometry, { units: 'meters' }))
  if (isSchematic && metres <= schematicMetres) return []
  const actual = communeAt(borders, position)
  return [
    actual === null
      ? warning('outside-province', place, id, { metres, isSchematic })
      : warning('outside-commune', place, id, {
          metres,
          isSchematic,
          mend: { kind: 'move', commune: actual },
        }),
  ]
}

/** Counted, and none found. Not counted is no fault. */
function isWithoutChildren({ children }: Village): boolean {
  const counts = Object.values(children).filter((count) => count !== null)
  return counts.length > 0 && counts.every((count) => count === 0)
}

/** Pairs of places closer than two positions can be told apart; the one with the lower id in front. */
function closePairs<Place extends Placed>(
  places: readonly Place[],
): { a: Place; b: Place; metres: number }[] {
  const nearby = nearbyOf(places, ({ position }) =>
    position === null || isSwapped(position) ? null : position,
  )
  return nearby.spots.flatMap(({ place: a, position }) =>
    within(nearby, position, spotMetres)
      .filter(({ place: b }) => a.id < b.id)
      .map(({ place: b, metres }) => ({ a, b, metres: Math.round(metres) })),
  )
}

function sameNames(villages: readonly Village[]): Warning[] {
  const first = new Map<string, string>()
  return villages.flatMap(({ id, commune, type, name }) => {
    // diacritics tell villages apart, case and blanks do not
    const key = [
      commune,
      type,
      name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim() || fold(name),
    ].join('/')
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, id)
      return []
    }
    return [warning('same-name', 'village', id, { other, mend: { kind: 'rename' } })]
  })
}

function playAreaDiffers(village: Village, facilities: readonly Facility[]): Warning[] {
  const playArea = playAreaFrom(facilities.filter((facility) => facility.village === village.id))
  if (playArea === null || playArea === 'unknown' || playArea === village.playArea) return []
  return [warning('play-area-differs', 'village', village.id, { mend: { kind: 'set-play-area', playArea } })]
}
