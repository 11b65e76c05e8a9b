import { gap, lacking } from './gap'
import type { Direction, Indicator, Target } from './indicators'
import { scales } from './indicators'
import type { Period } from './periods'
import type { Status } from './status'
import type { Total } from './total'
import { nothing } from './total'

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

// A value is made in one place, with all its fields, and filled in: a country has tens of thousands of them, and those
// made by spreading others take several times as long to make and to read.

/** Nothing can be said of it but who reported, and how many there are. */
const unsaid = (total: Total, denominator: number | null): Value => ({
  value: null,
  low: null,
  high: null,
  numerator: null,
  denominator,
  gap: null,
  lacking: null,
  lackingLeast: null,
  amongReported: null,
  reported: total.reported,
  parts: total.parts,
  unstable: false,
  status: total.status,
  sources: total.sources,
  asOf: total.asOf,
})

export const unknownValue: Value = unsaid({ ...nothing, parts: 1 }, null)

/** What a total says about an indicator, against one of its targets (or none). */
export function valueOf(indicator: Indicator, target: Target | null, sum: Total): Value {
  const total = wholeAgain(sum)
  if (total.withheld !== undefined) return { ...unsaid(total, null), isWithheld: true }
  const isRate = indicator.denominator !== null
  const denominator = isRate && total.unbounded === 0 ? total.denominator : null
  if (total.reported === 0) return unsaid(total, denominator)
  return isRate ? rateOf(indicator, target, total, denominator) : countOf(indicator, target, total)
}

/** Shares of a whole number that were added up again miss it by a binary hair. */
function wholeAgain(total: Total): Total {
  const [numerator, denominator] = [withoutHair(total.numerator), withoutHair(total.denominator)]
  const [reportedDenominator, open] = [withoutHair(total.reportedDenominator), withoutHair(total.open)]
  const isWhole =
    numerator === total.numerator &&
    denominator === total.denominator &&
    reportedDenominator === total.reportedDenominator &&
    open === total.open
  return isWhole ? total : { ...total, numerator, denominator, reportedDenominator, open }
}

/** A count that is whole but for a binary hair, made whole; any other as it is. */
export function withoutHair(count: number): number {
  const whole = Math.round(count)
  return Math.abs(count - whole) < 1e-6 ? whole : count
}

const rate = (numerator: number, of: number | null, scale: number) =>
  of === null || of === 0 ? null : (numerator / of) * scale

function rateOf(
  indicator: Indicator,
  target: Target | null,
  total: Total,
  denominator: number | null,
): Value {
  const { direction, minDenominator } = indicator
  const scale = scales[indicator.unit]
  const fewest = total.numerator
  const most = total.numerator + total.open
  const [worst, best] = direction === 'down' ? [most, fewest] : [fewest, most]
  const value = rate(worst, denominator, scale)
  return Object.assign(unsaid(total, denominator), {
    value,
    low: rate(fewest, denominator, scale),
    high: rate(most, denominator, scale),
    numerator: total.numerator,
    gap: target === null ? null : gap(value, target.value, direction),
    lacking:
      target === null ? null : lacking({ numerator: worst, denominator }, target.value / scale, direction),
    lackingLeast: target === null ? null : leastLacking(best, total, target.value / scale, direction),
    amongReported: rate(total.numerator, total.reportedDenominator, scale),
    unstable: denominator !== null && denominator < minDenominator,
  })
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
function countOf(indicator: Indicator, target: Target | null, total: Total): Value {
  const { direction } = indicator
  const low = total.numerator
  const high = total.unbounded === 0 ? total.numerator + total.open : null
  const value = direction === 'down' || (direction === 'none' && high === null) ? high : low
  const best = direction === 'down' ? low : high
  return Object.assign(unsaid(total, null), {
    value,
    low,
    high,
    numerator: total.numerator,
    gap: target === null ? null : gap(value, target.value, direction),
    lacking: target === null ? null : gap(value, target.value, direction),
    // without an upper bound the unreported parts might make up for all that is lacking
    lackingLeast: target === null || direction === 'none' ? null : (gap(best, target.value, direction) ?? 0),
  })
}
