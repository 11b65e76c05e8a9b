import type { Reason } from '../outcome'

/** One commune as equity sees it. Null is "not reported". */
export type EquityUnit = {
  /** How many children live there: each counts once, wherever it lives. */
  children: number | null
  /** The indicator, in its own unit; never negative. */
  value: number | null
  /** The higher, the more disadvantaged; null where it is not known. */
  disadvantage: number | null
  /** The district. */
  group: string
}

/** Communes that can be computed with, in typed arrays, from the most to the least disadvantaged. */
export type Sample = {
  size: number
  children: Float64Array
  values: Float64Array
  /** Index into `groups`. */
  group: Int32Array
  groups: readonly string[]
  /** Where each set of equally disadvantaged communes begins, and the end of the last. Empty without a ranking. */
  ties: Int32Array
  /** Mean of the values, weighted by children. */
  mean: number
}

/** Whether the sample is in the order of disadvantage or takes units as they come. */
export type Order = 'ranked' | 'unranked'

const isUsable = (figure: number | null): figure is number =>
  figure !== null && Number.isFinite(figure) && figure >= 0

/**
 * The units that can take part: with a value, with children and, for a ranked sample, with a known disadvantage.
 * @returns the reason when fewer than two are left
 */
export function sampleOf(units: readonly EquityUnit[], order: Order): Sample | Reason {
  const reported = units.filter((unit) => isUsable(unit.value))
  if (reported.length === 0) return 'no-data'
  const peopled = reported.filter((unit) => isUsable(unit.children) && unit.children > 0)
  if (peopled.length === 0) return 'no-children'
  const used = order === 'ranked' ? peopled.filter(isRanked) : peopled
  if (used.length === 0) return 'no-ranking'
  if (used.length === 1) return 'one-unit'
  if (order === 'ranked') used.sort((a, b) => (b.disadvantage ?? 0) - (a.disadvantage ?? 0))
  const groups = [...new Set(used.map((unit) => unit.group))].sort()
  const children = Float64Array.from(used, (unit) => unit.children ?? 0)
  const values = Float64Array.from(used, (unit) => unit.value ?? 0)
  return {
    size: used.length,
    children,
    values,
    group: Int32Array.from(used, (unit) => groups.indexOf(unit.group)),
    groups,
    ties: order === 'ranked' ? tiesOf(used) : new Int32Array(0),
    mean: weightedMean(values, children),
  }
}

const isRanked = (unit: EquityUnit) => unit.disadvantage !== null && Number.isFinite(unit.disadvantage)

function tiesOf(sorted: readonly EquityUnit[]): Int32Array {
  const starts = sorted.flatMap((unit, at) =>
    at === 0 || unit.disadvantage !== sorted[at - 1]?.disadvantage ? [at] : [],
  )
  return Int32Array.from([...starts, sorted.length])
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  values.forEach((value, at) => {
    const weight = weights[at] ?? 0
    sum += weight * value
    total += weight
  })
  return sum / total
}
