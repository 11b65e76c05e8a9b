import type { Condition, FacilityKind, Purpose } from '../places/facility'
import { conditions, facilityKinds, purposes } from '../places/facility'
import type { ChildMeasure } from '../places/village'
import { childMeasures } from '../places/village'

/** Parts of the page of villages and facilities. */
export const placesTabs = ['look', 'add', 'review', 'import'] as const
export type PlacesTab = (typeof placesTabs)[number]

/** Radii that the page offers, in metres. */
export const radii = [500, 1000, 2000, 5000] as const
export type Radius = (typeof radii)[number]

export const sitingGoals = ['cover', 'distance'] as const
export type SitingGoalName = (typeof sitingGoals)[number]

/** A village or a facility. */
export type PlaceRef = { sort: 'village' | 'facility'; id: string }

/** What the reader of that page is looking at. Its commune or district is `unit` and `district` of the view. */
export type PlacesChoice = {
  tab: PlacesTab
  /** Whose profile is open; on the tab that adds: the village to add to, or with `change` what is to be changed. */
  place: PlaceRef | null
  change: boolean
  /** Kinds of facilities on the map; null is all. */
  kinds: readonly FacilityKind[] | null
  conditions: readonly Condition[] | null
  /** The list: only villages without a play area that can be used. */
  lacking: boolean
  /** The same for the map. */
  mapLacking: boolean
  purpose: Purpose
  children: ChildMeasure
  radius: Radius
  goal: SitingGoalName
  /** New sites to place. */
  sites: number
  /** Build only where land is ready. */
  landReady: boolean
  /** Whether the map shows how far sites reach, and which villages lie outside. */
  reach: boolean
  /** Id of the proposal that is open. */
  proposal: string | null
}

export const startingPlaces: PlacesChoice = {
  tab: 'look',
  place: null,
  change: false,
  kinds: null,
  conditions: null,
  lacking: true,
  mapLacking: false,
  purpose: 'play-area',
  children: 'children_under_16',
  radius: 1000,
  goal: 'cover',
  sites: 1,
  landReady: false,
  reach: true,
  proposal: null,
}

/** Address of the page. */
export const placesPath = '/places'
/** Bắc Hà in both vintages: what the page opens with. */
export const startingDistrict = '085'
export const mostSites = 5

const isId = (text: string): boolean => /^[0-9A-Za-z][0-9A-Za-z._-]{0,79}$/.test(text)

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | null =>
  known.find((value) => value === asked) ?? null

/** Words of a list that are known; null where the address has no list. */
function someOf<T extends string>(known: readonly T[], asked: string | null): readonly T[] | null {
  if (asked === null) return null
  const words = asked.split('.')
  return known.filter((value) => words.includes(value))
}

/** Reads the choice from an address; what it does not say, or says wrongly, is as at the start. */
export function parsePlaces(asked: URLSearchParams): PlacesChoice {
  const [sort = '', id = ''] = asked.get('place')?.split('~') ?? []
  const known = oneOf(['village', 'facility'], sort)
  const sites = Number(asked.get('sites'))
  const radius = Number(asked.get('radius'))
  const proposal = asked.get('proposal') ?? ''
  return {
    tab: oneOf(placesTabs, asked.get('tab')) ?? startingPlaces.tab,
    place: known !== null && isId(id) ? { sort: known, id } : null,
    change: asked.get('do') === 'change',
    kinds: someOf(facilityKinds, asked.get('kinds')),
    conditions: someOf(conditions, asked.get('conditions')),
    lacking: asked.get('lacking') !== 'false',
    mapLacking: asked.get('map') === 'lacking',
    purpose: oneOf(purposes, asked.get('purpose')) ?? startingPlaces.purpose,
    children: oneOf(childMeasures, asked.get('children')) ?? startingPlaces.children,
    radius: radii.find((metres) => metres === radius) ?? startingPlaces.radius,
    goal: oneOf(sitingGoals, asked.get('goal')) ?? startingPlaces.goal,
    sites: Number.isInteger(sites) && sites >= 1 && sites <= mostSites ? sites : startingPlaces.sites,
    landReady: asked.get('land') === 'ready',
    reach: asked.get('reach') !== 'false',
    proposal: isId(proposal) ? proposal : null,
  }
}

/** Writes the choice into an address; what is as at the start is left out. */
export function writePlaces(search: URLSearchParams, choice: PlacesChoice): void {
  const texts: Record<string, string | null> = {
    tab: choice.tab === startingPlaces.tab ? null : choice.tab,
    place: choice.place === null ? null : `${choice.place.sort}~${choice.place.id}`,
    do: choice.change ? 'change' : null,
    kinds: choice.kinds?.join('.') ?? null,
    conditions: choice.conditions?.join('.') ?? null,
    lacking: choice.lacking ? null : 'false',
    map: choice.mapLacking ? 'lacking' : null,
    purpose: choice.purpose === startingPlaces.purpose ? null : choice.purpose,
    children: choice.children === startingPlaces.children ? null : choice.children,
    radius: choice.radius === startingPlaces.radius ? null : String(choice.radius),
    goal: choice.goal === startingPlaces.goal ? null : choice.goal,
    sites: choice.sites === startingPlaces.sites ? null : String(choice.sites),
    land: choice.landReady ? 'ready' : null,
    reach: choice.reach ? null : 'false',
    proposal: choice.proposal,
  }
  for (const [key, text] of Object.entries(texts)) if (text !== null) search.set(key, text)
}
