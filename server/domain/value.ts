import { gap, lacking } from './gap'
import type { Direction, Indicator, Target } from './indicators'
import { scales } from './indicators'
import type { Period } from './periods'
import type { Status } from './status'
import type { Total } from './total'

/**
 * An indicator of one unit, worked out from its counts. Where parts are unreported the truth lies between
 * `low` and `high`; `value` and `lacking` are then the worse end. Null means that it cannot be said.
 */
export type Value = {
  /** In the indicator's unit (%, per 1,000, …). */
  value: number | null
  low: number | null
  high: number | null
  numerator: number | null
  denominator: number | null
  /** Distance to the target in the indicator's unit; 0 when met. */
  gap: number | null
  /** Things still to build or children to reach; the worst case, and the least it can be. */
  lacking: number | null
  lackingLeast: number | null
  /** The rate over those alone whose answer is known. Not a rate of the whole unit. */
  amongReported: number | null
  reported: number
  parts: number
  /** The denominator is too small for a stable rate. */
  unstable: boolean
  status: Status | null
  sources: readonly string[]
  asOf: Period | null
  /** Reported, but kept back because it could point at a child: every figure is null then. */
  isWithheld?: true
}

export const unknownValue: Value = {
  value: null,
  low: null,
  high: null,
  numerator: null,
  denominator: null,
  gap: null,
  lacking: null,
  lackingLeast: null,
  amongReported: null,
  reported: 0,
  parts: 1,
  unstable: false,
  status: null,
  sources: [],
  asOf: null,
}

/** What a total says about an indicator, against one of its targets (or none). */
export function valueOf(indicator: Indicator, target: Target | null, sum: Total): Value {
  const total = wholeAgain(sum)
  const provenance = {
    reported: total.reported,
    parts: total.parts,
    status: total.status,
    sources: total.sources,
    asOf: total.asOf,
  }
  if (total.withheld !== undefined) return { ...unknownValue, ...provenance, isWithheld: true }
  const isRate = indicator.denominator !== null
  const denominator = isRate && total.unbounded === 0 ? total.denominator : null
  if (total.reported === 0) return { ...unknownValue, ...provenance, denominator }
  return isRate
    ? rateOf(indicator, target, total, denominator, provenance)
    : countOf(indicator, target, total, provenance)
}

/** Shares of a whole number that were added up again miss it by a binary hair. */
const wholeAgain = (total: Total): Total => ({
  ...total,
  numerator: withoutHair(total.numerator),
  denominator: withoutHair(total.denominator),
  reportedDenominator: withoutHair(total.reportedDenominator),
  open: withoutHair(total.open),
})

/** A count that is whole but for a binary hair, made whole; any other as it is. */
export function withoutHair(count: number): number {
  const whole = Math.round(count)
  return Math.abs(count - whole) < 1e-6 ? whole : count
}

type Provenance = Pick<Value, 'reported' | 'parts' | 'status' | 'sources' | 'asOf'>

function rateOf(
  indicator: Indicator,
  target: Target | null,
  total: Total,
  denominator: number | null,
  provenance: Provenance,
): Value {
  const { direction, minDenominator } = indicator
  const scale = scales[indicator.unit]
  const rate = (numerator: number, of: number | null) =>
    of === null || of === 0 ? null : (numerator / of) * scale
  const fewest = total.numerator
  const most = total.numerator + total.open
  const [worst, best] = direction === 'down' ? [most, fewest] : [fewest, most]
  const value = rate(worst, denominator)
  return {
    ...provenance,
    value,
    low: rate(fewest, denominator),
    high: rate(most, denominator),
    numerator: total.numerator,
    denominator,
    gap: target === null ? null : gap(value, target.value, direction),
    lacking:
      target === null ? null : lacking({ numerator: worst, denominator }, target.value / scale, direction),
    lackingLeast: target === null ? null : leastLacking(best, total, target.value / scale, direction),
    amongReported: rate(total.numerator, total.reportedDenominator),
    unstable: denominator !== null && denominator < minDenominator,
  }
}

/**
 * What is lacking even in the best case. Parts of unknown size can only add to it, unless they may stand beyond
 * the target and make up for the others: then nothing is certain to be lacking.
 */
function leastLacking(best: number, total: Total, target: number, direction: Direction): number | null {
  const canOffset = direction === 'down' ? target > 0 : target < 1
  const known = lacking({ numerator: best, denominator: total.denominator }, target, direction)
  return known !== null && total.unbounded > 0 && canOffset ? 0 : known
}

/** Unreported parts can only add to a count, so what is known is its least; how much they add is unknown. */
function countOf(indicator: Indicator, target: Target | null, total: Total, provenance: Provenance): Value {
  const { direction } = indicator
  const low = total.numerator
  const high = total.unbounded === 0 ? total.numerator + total.open : null
  const value = direction === 'down' || (direction === 'none' && high === null) ? high : low
  const best = direction === 'down' ? low : high
  return {
    ...unknownValue,
    ...provenance,
    value,
    low,
    high,
    numerator: total.numerator,
    gap: target === null ? null : gap(value, target.value, direction),
    lacking: target === null ? null : gap(value, target.value, direction),
    // without an upper bound the unreported parts might make up for all that is lacking
    lackingLeast: target === null || direction === 'none' ? null : (gap(best, target.value, direction) ?? 0),
  }
}
