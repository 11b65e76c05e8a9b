import type { Moments } from './moments'

/** Below this the ranks do not differ: all communes are equally disadvantaged. */
const leastRankVariance = 1e-12

export const hasRanks = (moments: Moments): boolean => moments.rankVariance > leastRankVariance

/**
 * Slope index of inequality: the value fitted at the least disadvantaged end minus that at the most disadvantaged
 * end, in the indicator's unit. Least squares on the fractional rank, weighted by children.
 * NaN when all are equally disadvantaged.
 */
export const slopeIndex = (moments: Moments): number =>
  hasRanks(moments) ? moments.covariance / moments.rankVariance : NaN

/**
 * Values fitted at the most (rank 0) and the least (rank 1) disadvantaged end. The line may leave the possible
 * range of a rate: it describes the gradient, it does not predict a commune.
 */
export function fittedEnds(moments: Moments): { most: number; least: number } {
  const half = slopeIndex(moments) / 2
  // the mean rank is ½ by construction, so the line passes through (½, mean)
  return { most: moments.mean - half, least: moments.mean + half }
}

/** Relative index of inequality: the ratio of the fitted ends, least to most disadvantaged. NaN when one is not above 0. */
export function relativeIndex(moments: Moments): number {
  const { most, least } = fittedEnds(moments)
  return most > 0 && least > 0 ? least / most : NaN
}
