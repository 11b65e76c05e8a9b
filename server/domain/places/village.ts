import type { LonLat } from '../geodesy'
import type { Status } from '../status'
import type { Vintage } from '../units'

export const villageTypes = ['thôn', 'bản', 'tổ dân phố'] as const
export type VillageType = (typeof villageTypes)[number]

/** Whether land for building is at hand. */
export const landStates = ['yes', 'no', 'unknown'] as const
export type LandState = (typeof landStates)[number]

/** Whether the village has a play area meant for children; a cultural house or a school yard is none. */
export const playAreaStates = ['yes', 'no', 'under-repair', 'unknown'] as const
export type PlayAreaState = (typeof playAreaStates)[number]

/** Age groups of which a village may state its children: measures of the catalogue. Groups overlap. */
export const childMeasures = [
  'children_0_2',
  'children_3_5',
  'children_5',
  'children_under_5',
  'children_under_6',
  'children_under_16',
] as const
export type ChildMeasure = (typeof childMeasures)[number]

/** What a person writes of a village. Null is "not known", which is never zero. */
export type VillageContent = {
  vintage: Vintage
  /** Code of its commune in the vintage. */
  commune: string
  /** As written locally, NFC, without the type. */
  name: string
  type: VillageType
  extremelyDisadvantaged: boolean | null
  households: number | null
  children: Readonly<Record<ChildMeasure, number | null>>
  land: LandState
  playArea: PlayAreaState
  /** Longitude and latitude, WGS 84, of the middle of its houses. */
  position: LonLat | null
  /** Metres above the sea; null or left out when nobody says. */
  elevation?: number | null | undefined
  /** What the record rests on: a document, or the id of a shipped source. */
  source: string
  /** Day for which it is true, ISO 8601. */
  asOf: string
}

/** One village of the register. */
export type Village = VillageContent & {
  /** Stays the same for as long as the village exists, whatever becomes of its name and commune. */
  id: string
  status: Status
  /** Data version that brought the record in its present form. */
  since: number
}

/** No child counted in any group. */
export const unknownChildren: VillageContent['children'] = {
  children_0_2: null,
  children_3_5: null,
  children_5: null,
  children_under_5: null,
  children_under_6: null,
  children_under_16: null,
}

/** Whether the village lacks a play area: it has none, or the only one cannot be used. Unknown is not lacking. */
export const lacksPlayArea = ({ playArea }: Pick<Village, 'playArea'>): boolean =>
  playArea === 'no' || playArea === 'under-repair'
