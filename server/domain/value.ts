import { gap, lacking } from './gap'
import type { Indicator, Target } from './indicators'
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
  /** The rate over those parts alone that reported. Not a rate of the whole unit. */
  amongReported: number | null
  reported: number
  parts: number
  /** The denominator is too small for a stable rate. */
  unstable: boolean
  status: Status | null
  sources: readonly string[]
  asOf: Period | null
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
export function valueOf(indicator: Indicator, target: Target | null, total: Total): Value {
  const provenance = {
    reported: total.reported,
    parts: total.parts,
    status: total.status,
    sources: total.sources,
    asOf: total.asOf,
  }
  const isRate = indicator.denominator !== null
  const denominator = isRate && total.unbounded === 0 ? total.denominator : null
  if (total.reported === 0) return { ...unknownValue, ...provenance, denominator }
  return isRate
    ? rateOf(indicator, target, total, denominator, provenance)
    : countOf(indicator, target, total, provenance)
}

type Provenance = Pick<Value, 'reported' | 'parts' | 'status' | 'sources' | 'asOf'>

function rateOf(
  indicator: Indicator,
  target: Target | null,
  total: Total,
  denominator: number | null,
  provenance: Provenance,
): Value {
  const scale = scales[indicator.unit]
  const rate = (numerator: number, of: number | null) =>
    of === null || of === 0 ? null : (numerator / of) * scale
  const low = rate(total.numerator, denominator)
  const high = rate(total.numerator + total.open, denominator)
  const worst = indicator.direction === 'down' ? high : low
  const missing = (numerator: number, of: number | null) =>
    target === null || indicator.direction === 'none'
      ? null
      : lacking({ numerator, denominator: of }, target.value / scale, indicator.direction)
  const most = indicator.direction === 'down' ? total.numerator + total.open : total.numerator
  const least = indicator.direction === 'down' ? total.numerator : total.numerator + total.open
  return {
    ...provenance,
    value: worst,
    low,
    high,
    numerator: total.numerator,
    denominator,
    gap: target === null ? null : gap(worst, target.value, indicator.direction),
    lacking: missing(most, denominator),
    // a bound may rest on the known denominators alone: units that said nothing can only add to it
    lackingLeast: missing(least, total.denominator),
    amongReported: rate(total.numerator, total.reportedDenominator),
    unstable: denominator !== null && denominator < indicator.minDenominator,
  }
}

function countOf(indicator: Indicator, target: Target | null, total: Total, provenance: Provenance): Value {
  const isComplete = total.unbounded === 0
  const value = isComplete ? total.numerator : null
  return {
    ...unknownValue,
    ...provenance,
    value,
    low: total.numerator,
    high: value,
    numerator: total.numerator,
    gap: target === null ? null : gap(value, target.value, indicator.direction),
    lacking:
      target === null || value === null || indicator.direction === 'none'
        ? null
        : gap(value, target.value, indicator.direction),
  }
}
