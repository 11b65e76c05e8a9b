import type { Observation } from '../measures'
import type { Vintage } from '../units'
import type { Facility } from './facility'
import type { Village } from './village'

/** A commune's word that its register names every village it has, and from when on. */
export type RegisterStatement = {
  vintage: Vintage
  commune: string
  isComplete: boolean
  source: string
  /** Day for which it is true, ISO 8601. */
  asOf: string
}

/** All villages and facilities of one data version, each in the order of ids. */
export type Places = {
  villages: readonly Village[]
  facilities: readonly Facility[]
  statements: readonly RegisterStatement[]
  /** Whether made-up places were left in. */
  illustrative: boolean
  /** Counts that communes wrote where their register speaks instead. */
  written?: readonly Observation[]
}

export const noPlaces: Places = { villages: [], facilities: [], statements: [], illustrative: true }

/** Whether any of them is made up. */
export const hasMadeUp = ({ villages, facilities }: Places): boolean =>
  [villages, facilities].some((places) => places.some(({ status }) => status === 'illustrative'))

type Grouped = { villages: ReadonlyMap<string, Village[]>; facilities: ReadonlyMap<string, Facility[]> }

const known = new WeakMap<Places, Grouped>()

/** Groups once for each data version, so that a question about one commune does not read past all others. */
function grouped(places: Places): Grouped {
  const ready = known.get(places)
  if (ready) return ready
  const made = { villages: byCommune(places.villages), facilities: byCommune(places.facilities) }
  known.set(places, made)
  return made
}

function byCommune<Place extends { vintage: Vintage; commune: string }>(all: readonly Place[]) {
  const groups = new Map<string, Place[]>()
  for (const place of all) {
    const key = `${place.vintage}/${place.commune}`
    const group = groups.get(key)
    if (group) group.push(place)
    else groups.set(key, [place])
  }
  return groups
}

/** Villages of a commune, in the order of ids. */
export const villagesIn = (places: Places, vintage: Vintage, commune: string): readonly Village[] =>
  grouped(places).villages.get(`${vintage}/${commune}`) ?? []

/** Facilities of a commune, in the order of ids. */
export const facilitiesIn = (places: Places, vintage: Vintage, commune: string): readonly Facility[] =>
  grouped(places).facilities.get(`${vintage}/${commune}`) ?? []

const withoutMadeUp = new WeakMap<Places, Places>()

/** The places without those made up to show the tool. The same answer for the same places. */
export function realOnly(places: Places): Places {
  const ready = withoutMadeUp.get(places)
  if (ready) return ready
  const isReal = ({ status }: { status: string }) => status !== 'illustrative'
  const real = {
    ...places,
    villages: places.villages.filter(isReal),
    facilities: places.facilities.filter(isReal),
    illustrative: false,
  }
  withoutMadeUp.set(places, real)
  return real
}
