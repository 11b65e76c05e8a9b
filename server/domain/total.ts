import type { Period } from './periods'
import { older } from './periods'
import type { Status } from './status'
import { estimatedFrom, weakest } from './status'

/**
 * What one reporting unit says of a rate or a count.
 * Null is "not reported". `unreported` counts those of the denominator whose own answer is unknown:
 * of 12 villages 5 have a play area, 4 have none, 3 did not say.
 */
export type Part = {
  numerator: number | null
  denominator: number | null
  unreported: number
  status: Status | null
  /** Ids of the sources of the numerator and the denominator. */
  sources: readonly string[]
  /** Period the numerator was reported for. */
  period: Period | null
  withheld?: readonly WithheldPart[]
}

/**
 * A figure kept back, by its key, and how much of it is in a sum. Null where it enters by a rule that is no sum: such
 * a result is never published.
 */
export type WithheldPart = { cell: string; weight: number | null }

/**
 * A sum that remembers what it does not know. Totals form a commutative monoid under {@link add} with
 * {@link nothing}: communes add to districts, old communes to new ones, in any order and grouping.
 */
export type Total = {
  numerator: number
  /** All denominators that are known, also where the numerator is not. */
  denominator: number
  /** The share of `denominator` whose answer is known; with `open` it makes up `denominator`. */
  reportedDenominator: number
  /** How much of `denominator` may or may not belong to the numerator, because nobody said. */
  open: number
  /** Parts that gave a numerator, parts about which nothing is known, and all parts. */
  reported: number
  unbounded: number
  parts: number
  status: Status | null
  sources: readonly string[]
  /** The oldest period any part was reported for. */
  asOf: Period | null
  /** Parts that were reported but are kept back: they are missing in `numerator`. Absent where there are none. */
  withheld?: readonly WithheldPart[]
}

export const nothing: Total = {
  numerator: 0,
  denominator: 0,
  reportedDenominator: 0,
  open: 0,
  reported: 0,
  unbounded: 0,
  parts: 0,
  status: null,
  sources: [],
  asOf: null,
}

/** The total of a single part. `isRate`: whether the numerator needs a denominator to mean anything. */
export function totalOf(part: Part, isRate: boolean): Total {
  const denominator = isRate ? part.denominator : null
  const isReported = part.numerator !== null && (!isRate || denominator !== null)
  const numerator = isReported ? (part.numerator ?? 0) : 0
  const open = isReported ? openIn(part, numerator, denominator) : (denominator ?? 0)
  return {
    numerator,
    denominator: denominator ?? 0,
    reportedDenominator: (denominator ?? open) - open,
    open,
    reported: isReported ? 1 : 0,
    unbounded: isReported || denominator !== null ? 0 : 1,
    parts: 1,
    status: isReported ? part.status : null,
    sources: isReported ? part.sources : [],
    asOf: isReported ? part.period : null,
    ...(isReported && part.withheld && { withheld: part.withheld }),
  }
}

/** Those who did not answer are never more than those not counted already: 5 of 12 leave at most 7. */
const openIn = ({ unreported }: Part, numerator: number, denominator: number | null): number =>
  denominator === null ? unreported : Math.min(unreported, Math.max(0, denominator - numerator))

/** The sum of two totals. What is unknown in either stays unknown in the sum. */
export const add = (a: Total, b: Total): Total => addAll([a, b])

export function addAll(totals: readonly Total[]): Total {
  const sum = totals.reduce(addCounts, nothing)
  const withheld = totals.flatMap((total) => total.withheld ?? [])
  return withheld.length === 0 ? sum : { ...sum, withheld }
}

function addCounts(a: Total, b: Total): Total {
  return {
    numerator: a.numerator + b.numerator,
    denominator: a.denominator + b.denominator,
    reportedDenominator: a.reportedDenominator + b.reportedDenominator,
    open: a.open + b.open,
    reported: a.reported + b.reported,
    unbounded: a.unbounded + b.unbounded,
    parts: a.parts + b.parts,
    status: weakest(a.status, b.status),
    sources: union(a.sources, b.sources),
    asOf: older(a.asOf, b.asOf),
  }
}

/**
 * A fraction of a total, for sharing a merged unit out to its former parts. The answer is an estimate.
 * Shares of one total that add to 1 add up to that total again.
 */
export function share(total: Total, fraction: number): Total {
  return estimated({
    ...total,
    numerator: total.numerator * fraction,
    denominator: total.denominator * fraction,
    reportedDenominator: total.reportedDenominator * fraction,
    open: total.open * fraction,
    ...(total.withheld && { withheld: total.withheld.map((part) => weighed(part, fraction)) }),
  })
}

const weighed = ({ cell, weight }: WithheldPart, fraction: number): WithheldPart => ({
  cell,
  weight: weight === null ? null : weight * fraction,
})

/** The same total where what is withheld of it enters by a rule that is no sum. */
export const notSummed = (total: Total): Total =>
  total.withheld ? { ...total, withheld: total.withheld.map(({ cell }) => ({ cell, weight: null })) } : total

/** The same total, marked as computed rather than reported. */
export const estimated = (total: Total): Total =>
  total.status === null ? total : { ...total, status: estimatedFrom(total.status) }

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  const fresh = b.filter((id) => !a.includes(id))
  return fresh.length === 0 ? a : [...a, ...fresh].sort()
}
