import type { Outcome } from './outcome'
import { unavailable } from './outcome'

/** How many of how many. Fractions occur where counts were shared out between units. */
export type Counts = { numerator: number | null; denominator: number | null }

export type Interval = { low: number; high: number }

/** Quantile of the standard normal distribution for a two-sided interval of 95 %. */
export const z95 = 1.959963984540054

/**
 * Wilson's score interval of a share, as shares of 1. Unlike the textbook interval it holds at 0 %, at 100 % and for
 * few children.
 * Wilson EB (1927), J Am Stat Assoc 22:209–212; method 3 of Newcombe RG (1998), Stat Med 17:857–872.
 * @param z quantile of the normal distribution: {@link z95} for 95 %
 */
export function wilson(counts: Counts, z = z95): Outcome<{ share: number } & Interval> {
  const { numerator, denominator } = counts
  if (numerator === null || denominator === null) return unavailable('no-data')
  if (denominator <= 0) return unavailable('no-children')
  if (numerator < 0 || numerator > denominator) return unavailable('not-a-share')
  const share = numerator / denominator
  const shrink = 1 + (z * z) / denominator
  const centre = (share + (z * z) / (2 * denominator)) / shrink
  const half =
    (z / shrink) * Math.sqrt((share * (1 - share)) / denominator + (z * z) / (4 * denominator * denominator))
  // at 0 % and 100 % the ends are exact; rounding must not push them past the share
  return {
    kind: 'value',
    share,
    low: Math.min(share, Math.max(0, centre - half)),
    high: Math.max(share, Math.min(1, centre + half)),
  }
}

/**
 * Difference of two independent shares, a − b, with its interval: Newcombe's hybrid of the two score intervals.
 * Method 10 of Newcombe RG (1998), Stat Med 17:873–890.
 */
export function shareDifference(a: Counts, b: Counts, z = z95): Outcome<{ difference: number } & Interval> {
  const first = wilson(a, z)
  const second = wilson(b, z)
  if (first.kind === 'unavailable') return first
  if (second.kind === 'unavailable') return second
  const difference = first.share - second.share
  return {
    kind: 'value',
    difference,
    low: difference - Math.hypot(first.share - first.low, second.high - second.share),
    high: difference + Math.hypot(first.high - first.share, second.share - second.low),
  }
}

/** Whether chance alone could make two shares differ as they do: the interval of their difference holds 0. */
export function isWithinChance(a: Counts, b: Counts, z = z95): Outcome<{ withinChance: boolean }> {
  const answer = shareDifference(a, b, z)
  if (answer.kind === 'unavailable') return answer
  return { kind: 'value', withinChance: answer.low <= 0 && answer.high >= 0 }
}
