import type { Status } from '../status'
import { weakest } from '../status'
import type { Vintage } from '../units'
import { distanceMetres } from './distance'
import type { Purpose } from './facility'
import type { Places } from './places'
import { villagesIn } from './places'
import type { Reach } from './sites'
import { reachOf, sitesOf } from './sites'
import type { ChildMeasure, Village } from './village'

/** Distances that are usually asked for, in metres. */
export const usualDistances = [500, 1000, 2000, 5000] as const

export type AccessAsked = {
  vintage: Vintage
  /** Codes of communes; their villages are looked at, while sites count wherever they are. */
  communes: readonly string[]
  purpose: Purpose
  /** Whose way it is. */
  children: ChildMeasure
  distances: readonly number[]
}

/**
 * Children within so many metres of a working site. Those of villages without a position may all or none of them
 * live so near, which makes the number an interval. Shares are of `children` of {@link Access}; null without any.
 */
export type Within = {
  metres: number
  low: number
  high: number
  lowShare: number | null
  highShare: number | null
}

export type VillageAccess = { village: Village; children: number | null; reach: Reach }

export type Access = {
  /** Every village, the furthest first; those that cannot be measured before all others. */
  villages: readonly VillageAccess[]
  /** Children of the villages that counted them. */
  children: number
  /** Villages that did not count the group: they are in no share. */
  uncounted: number
  /** Villages whose distance is not known, and their children. */
  unplaced: { villages: number; children: number }
  within: readonly Within[]
  /** Working sites nobody knows the position of: what is measured is then at most so far. */
  unplacedSites: number
  /** Of the weakest record that entered; null without villages. */
  status: Status | null
}

/** How far the children of some communes are from the nearest working play area or preschool. */
export function accessOf(places: Places, asked: AccessAsked): Access {
  const { vintage, communes, purpose } = asked
  const sites = sitesOf(places, vintage, purpose)
  const villages = communes
    .flatMap((commune) => villagesIn(places, vintage, commune))
    .map((village) => ({
      village,
      children: village.children[asked.children],
      reach: reachOf(sites, village),
    }))
  const unplaced = villages.filter(({ reach }) => reach.state === 'unplaced')
  return {
    villages: [...villages].sort(furthestFirst),
    children: childrenOf(villages),
    uncounted: villages.filter((each) => each.children === null).length,
    unplaced: { villages: unplaced.length, children: childrenOf(unplaced) },
    within: withinOf(villages, asked.distances),
    unplacedSites: sites.unplaced,
    status: villages.reduce<Status | null>(
      (status, { village, reach }) =>
        weakest(weakest(status, village.status), reach.site?.facility?.status ?? null),
      null,
    ),
  }
}

const childrenOf = (villages: readonly VillageAccess[]): number =>
  villages.reduce((total, { children }) => total + (children ?? 0), 0)

/** Children within each of the distances. */
export function withinOf(villages: readonly VillageAccess[], distances: readonly number[]): Within[] {
  const children = childrenOf(villages)
  const unplaced = childrenOf(villages.filter(({ reach }) => reach.state === 'unplaced'))
  const share = (count: number) => (children === 0 ? null : count / children)
  return distances.map((metres) => {
    const low = childrenOf(villages.filter(({ reach }) => reach.metres !== null && reach.metres <= metres))
    const high = low + unplaced
    return { metres, low, high, lowShare: share(low), highShare: share(high) }
  })
}

/** The same villages once sites in some of them are built. */
export function withSites(villages: readonly VillageAccess[], chosen: readonly string[]): VillageAccess[] {
  const built = villages.flatMap(({ village }) =>
    chosen.includes(village.id) && village.position !== null ? [village] : [],
  )
  return villages.map((each) => {
    const { position } = each.village
    if (position === null) return each
    const nearest = Math.min(...built.map((site) => distanceMetres(position, site.position ?? position)))
    if (nearest >= (each.reach.metres ?? Infinity)) return each
    return { ...each, reach: { state: 'measured', metres: nearest, site: null } }
  })
}

function furthestFirst(a: VillageAccess, b: VillageAccess): number {
  return (
    (b.reach.metres ?? Infinity) - (a.reach.metres ?? Infinity) ||
    (b.children ?? 0) - (a.children ?? 0) ||
    (a.village.id < b.village.id ? -1 : 1)
  )
}

/**
 * Mean distance in kilometres over the children of a commune, from the nearest to the furthest that it may be:
 * children of villages without a position may live next to a site or as far as any village of the commune.
 * @returns null where no village has both a position and a count, or there is no site
 */
export function meanKilometres(access: Access): { low: number; high: number; status: Status } | null {
  const measured = access.villages.filter(
    ({ reach, children }) => reach.metres !== null && children !== null && children > 0,
  )
  const known = measured.reduce((total, { children }) => total + (children ?? 0), 0)
  if (known === 0 || access.status === null || access.villages.some(({ reach }) => reach.state === 'none')) {
    return null
  }
  const metres = measured.reduce(
    (total, { reach, children }) => total + (reach.metres ?? 0) * (children ?? 0),
    0,
  )
  const furthest = Math.max(...measured.map(({ reach }) => reach.metres ?? 0))
  const all = known + access.unplaced.children
  return {
    low: metres / all / 1000,
    high: (metres + furthest * access.unplaced.children) / all / 1000,
    status: access.status,
  }
}
