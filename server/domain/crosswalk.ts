import type { Total } from './total'
import { addAll, estimated, nothing, notSummed, share } from './total'

/** One line of the crosswalk: which part of an old unit went into which new one. */
export type Link = {
  from: string
  to: string
  /** Share of the old unit that went there, 0 to 1. The shares of one old unit add to 1. */
  weight: number
  /** Share of the new unit that came from there, 0 to 1. The shares of one new unit add to 1. */
  shareOfTarget: number
  legalBasis: string
}

/** The crosswalk, looked up from either side. */
export type Crosswalk = {
  links: readonly Link[]
  byOld: ReadonlyMap<string, readonly Link[]>
  byNew: ReadonlyMap<string, readonly Link[]>
}

export function crosswalkOf(links: readonly Link[]): Crosswalk {
  return { links, byOld: groupBy(links, 'from'), byNew: groupBy(links, 'to') }
}

function groupBy(links: readonly Link[], end: 'from' | 'to'): ReadonlyMap<string, readonly Link[]> {
  const groups = new Map<string, Link[]>()
  for (const link of links) groups.set(link[end], [...(groups.get(link[end]) ?? []), link])
  return groups
}

/**
 * Old → new: the counts of the old units add up. Whole units (weight 1) add exactly;
 * a split unit gives each heir its share, and the shares add up to the unit again.
 */
export const merge = (olds: readonly { total: Total; weight: number }[]): Total =>
  estimated(addAll(olds.map(({ total, weight }) => (weight === 1 ? total : share(total, weight)))))

/**
 * New → old: every new unit that holds a part of the old one gives its share. An estimate:
 * it assumes that the count is spread evenly over the new unit.
 */
export const shareOut = (news: readonly { total: Total; shareOfTarget: number }[]): Total =>
  addAll(news.map(({ total, shareOfTarget }) => share(total, shareOfTarget)))

/**
 * Old → new for a yes/no figure of a commune: the merged commune has it as soon as one of its parts has;
 * while none is known to have it and one did not report, the answer is open.
 */
export function mergeFlags(olds: readonly Total[]): Total {
  const sum = notSummed(addAll(olds))
  const has = sum.numerator > 0
  const isOpen = !has && sum.reported < sum.parts
  return estimated({ ...sum, ...oneUnit(has ? 1 : 0, isOpen ? 1 : 0, sum.reported > 0) })
}

/**
 * New → old for a yes/no figure: what the merged commune has not, none of its parts has. What it has, one part has
 * for certain and the others may: each gets an even share of the one, and the rest of its answer is open.
 * @param siblings how many old communes the merged one was made of
 */
export function shareOutFlag(total: Total, siblings: number): Total {
  if (total.reported === 0) return { ...nothing, ...oneUnit(0, 1, false) }
  const has = total.numerator / siblings
  return estimated({ ...notSummed(total), ...oneUnit(has, has > 0 ? 1 - has : total.open, true) })
}

const oneUnit = (numerator: number, open: number, isReported: boolean) => ({
  numerator,
  denominator: 1,
  reportedDenominator: 1 - open,
  open,
  reported: isReported ? 1 : 0,
  unbounded: 0,
  parts: 1,
})

/**
 * Class of a merged unit: the highest class of its parts, which is the neediest for zones.
 * Null while an unreported part could still be higher.
 */
export function mergeClasses(classes: readonly (number | null)[], highest: number): number | null {
  const known = classes.filter((value) => value !== null)
  const top = known.length === 0 ? null : Math.max(...known)
  return top === highest || known.length === classes.length ? top : null
}
