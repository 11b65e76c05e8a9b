import type { LonLat } from '../geodesy'
import type { Bilingual } from '../measures'
import type { Status } from '../status'
import type { Vintage } from '../units'
import type { PlayAreaState } from './village'

/** What stands somewhere for children or for all. A cultural house or a school yard is no play area. */
export const facilityKinds = [
  'play-area',
  'preschool-main',
  'preschool-satellite',
  'cultural-house',
  'health-station',
] as const
export type FacilityKind = (typeof facilityKinds)[number]

export const conditions = ['working', 'under-repair', 'unsafe', 'closed', 'unknown'] as const
export type Condition = (typeof conditions)[number]

/** What a person writes of a facility. Null is "not known". */
export type FacilityContent = {
  kind: FacilityKind
  /** Null where it has none of its own. */
  name: string | null
  vintage: Vintage
  /** Code of its commune in the vintage. */
  commune: string
  /** Id of the village it serves; null for the commune as a whole, or when not known. */
  village: string | null
  /** Longitude and latitude, WGS 84. */
  position: LonLat | null
  /** Metres above the sea; null or left out when nobody says. */
  elevation?: number | null | undefined
  condition: Condition
  /** Days, ISO 8601. */
  safetyCheckedOn: string | null
  openedOn: string | null
  /** Children it takes. */
  capacity: number | null
  /** Id of a photo that was sent in. */
  photo: string | null
  /** What the record rests on: a document, or the id of a shipped source. */
  source: string
  /** Day for which it is true, ISO 8601. */
  asOf: string
}

/** One facility. */
export type Facility = FacilityContent & {
  id: string
  status: Status
  /** Data version that brought the record in its present form. */
  since: number
}

/** Which facilities serve one purpose: those that distances are measured to. */
export const purposes = ['play-area', 'preschool'] as const
export type Purpose = (typeof purposes)[number]

export const purposeNames: Readonly<Record<Purpose, Bilingual>> = {
  'play-area': { vi: 'điểm vui chơi', en: 'play area' },
  preschool: { vi: 'trường, điểm trường mầm non', en: 'preschool' },
}

const purposeOf: Readonly<Record<FacilityKind, Purpose | null>> = {
  'play-area': 'play-area',
  'preschool-main': 'preschool',
  'preschool-satellite': 'preschool',
  'cultural-house': null,
  'health-station': null,
}

/** Whether a child can use the facility for this purpose today. */
export const serves = ({ kind, condition }: Facility, purpose: Purpose): boolean =>
  condition === 'working' && purposeOf[kind] === purpose

/**
 * What the facilities of one village say of its play area: `yes` as soon as one can be used; null where the village
 * has none, so that what is known from elsewhere stays.
 */
export function playAreaFrom(facilities: readonly FacilityContent[]): PlayAreaState | null {
  const own = facilities.filter(({ kind }) => kind === 'play-area').map(({ condition }) => condition)
  if (own.length === 0) return null
  if (own.includes('working')) return 'yes'
  if (own.includes('under-repair') || own.includes('unsafe')) return 'under-repair'
  return own.every((condition) => condition === 'closed') ? 'no' : 'unknown'
}
