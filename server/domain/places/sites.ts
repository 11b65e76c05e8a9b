import type { LonLat } from '../geodesy'
import type { Vintage } from '../units'
import type { Facility, Purpose } from './facility'
import { serves } from './facility'
import type { Near, Nearby } from './nearest'
import { nearbyOf, nearestTo } from './nearest'
import type { Places } from './places'
import type { Village } from './village'

/** Where children find what they need today. */
export type Site = {
  position: LonLat
  /** Null where a village says that it has one, and none is on record. */
  facility: Facility | null
  /** The village that it serves, where that is known. */
  village: string | null
  /** The position is that of the village: the facility's own was not noted. */
  isApproximate: boolean
  /** Metres above the sea, of the place that the position is of. */
  elevation: number | null
}

/** The working sites of one purpose. */
export type Sites = {
  placed: readonly Site[]
  nearby: Nearby<Site>
  /** Villages that have one of their own, wherever it stands. */
  villagesServed: ReadonlySet<string>
  /** How many work whose position nobody knows: distances to the others are then at most so much. */
  unplaced: number
  /** What was already asked, by village and data version of its record. */
  known: Map<string, Reach>
}

const ready = new WeakMap<Places, Map<string, Sites>>()

/** The working sites of a vintage; worked out once for the same places. */
export function sitesOf(places: Places, vintage: Vintage, purpose: Purpose): Sites {
  const kept = ready.get(places) ?? new Map<string, Sites>()
  ready.set(places, kept)
  const key = `${vintage}/${purpose}`
  const sites = kept.get(key) ?? findSites(places, vintage, purpose)
  kept.set(key, sites)
  return sites
}

function findSites(places: Places, vintage: Vintage, purpose: Purpose): Sites {
  const villages = new Map(
    places.villages.filter((each) => each.vintage === vintage).map((village) => [village.id, village]),
  )
  const villagesServed = new Set<string>()
  const placed: Site[] = []
  let unplaced = 0
  const add = (facility: Facility | null, village: string | null, own: LonLat | null) => {
    if (village !== null) villagesServed.add(village)
    const served = village === null ? undefined : villages.get(village)
    const position = own ?? served?.position ?? null
    const elevation = (own === null ? served?.elevation : facility?.elevation) ?? null
    if (position === null) unplaced += 1
    else placed.push({ position, facility, village, isApproximate: own === null, elevation })
  }
  for (const facility of places.facilities) {
    if (facility.vintage !== vintage || !serves(facility, purpose)) continue
    add(facility, facility.village, facility.position)
  }
  if (purpose === 'play-area') {
    for (const { id, playArea, vintage: own } of places.villages) {
      if (own === vintage && playArea === 'yes' && !villagesServed.has(id)) add(null, id, null)
    }
  }
  return {
    placed,
    nearby: nearbyOf(placed, ({ position }) => position),
    villagesServed,
    unplaced,
    known: new Map(),
  }
}

/**
 * How far the children of a village have to go, as the crow flies.
 * - `measured`: from the village to the nearest site;
 * - `own`: it has one, but there is no position to measure from; counted as 0 m;
 * - `unplaced`: its position is not known;
 * - `none`: there is no site with a position at all.
 */
export type Reach = {
  state: 'measured' | 'own' | 'unplaced' | 'none'
  metres: number | null
  site: Site | null
}

/** How far a village is from the nearest working site. */
export function reachOf(sites: Sites, village: Pick<Village, 'id' | 'since' | 'position'>): Reach {
  const key = `${village.id}/${village.since}`
  const reach = sites.known.get(key) ?? findReach(sites, village)
  sites.known.set(key, reach)
  return reach
}

function findReach(sites: Sites, { id, position }: Pick<Village, 'id' | 'position'>): Reach {
  if (position === null) {
    return sites.villagesServed.has(id)
      ? { state: 'own', metres: 0, site: null }
      : { state: 'unplaced', metres: null, site: null }
  }
  const near: Near<Site> | null = nearestTo(sites.nearby, position)
  if (near === null) return { state: 'none', metres: null, site: null }
  return { state: 'measured', metres: near.metres, site: near.place }
}
