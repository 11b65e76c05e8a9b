import type { Moments } from './moments'

/** Theil's index T and its two parts, which add up to it. All are 0 or above. */
export type Theil = { total: number; between: number; within: number }

/**
 * Theil's index over children, each having the value of its commune, split by group (district):
 * `between` is what would be left if all communes of a district were alike, `within` the rest.
 * Theil H (1967), Economics and Information Theory. All NaN when the mean is 0.
 */
export function theilIndex(moments: Moments): Theil {
  const { children, mean, scale, groupChildren, groupSum, groupEntropy } = moments
  if (!(mean > 0)) return { total: NaN, between: NaN, within: NaN }
  let between = 0
  let within = 0
  for (let at = 0; at < groupChildren.length; at += 1) {
    const weight = groupChildren[at] ?? 0
    const sum = groupSum[at] ?? 0
    // a group at 0 has no share of the whole: 0·ln 0 is 0
    if (weight === 0 || sum === 0) continue
    const share = sum / (children * mean)
    const groupMean = sum / weight
    between += share * Math.log(groupMean / mean)
    const inner = ((groupEntropy[at] ?? 0) * scale) / sum - Math.log(groupMean / scale)
    within += share * Math.max(0, inner)
  }
  // Jensen's inequality keeps both from being negative; rounding does not
  const parts = { between: Math.max(0, between), within }
  return { ...parts, total: parts.between + parts.within }
}

/** The part of Theil's index that lies between groups, 0 to 1. NaN when there is no inequality to split. */
export function betweenShare(moments: Moments): number {
  const { total, between } = theilIndex(moments)
  return total > 1e-12 ? between / total : NaN
}
