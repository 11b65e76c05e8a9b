import type { Moments } from './moments'
import type { Sample } from './sample'
import { hasRanks } from './slope'

/**
 * Standard (relative) concentration index: twice the covariance of value and fractional rank, divided by the mean.
 * From −1 (all with the most disadvantaged) to 1 (all with the least). NaN when nothing is there to be concentrated.
 */
export const concentrationIndex = (moments: Moments): number =>
  moments.mean > 0 && hasRanks(moments) ? (2 * moments.covariance) / moments.mean : NaN

/**
 * Erreygers' corrected index for a rate between 0 and `bound`: the same whether attainment or shortfall is looked
 * at, up to the sign. Erreygers G (2009), J Health Econ 28:504–515.
 */
export const erreygersIndex = (moments: Moments, bound: number): number =>
  hasRanks(moments) ? (8 * moments.covariance) / bound : NaN

/**
 * Wagstaff's normalised index for a rate between 0 and `bound`: the standard index divided by the greatest it could
 * be at this mean. Wagstaff A (2005), Health Econ 14:429–432. NaN when all or none have it.
 */
export const wagstaffIndex = (moments: Moments, bound: number): number =>
  moments.mean < bound ? concentrationIndex(moments) / (1 - moments.mean / bound) : NaN

/** Share of the children, and share of what the indicator counts, both from the most disadvantaged upwards. */
export type CurvePoint = { children: number; share: number }

/** Points of the concentration curve from (0, 0) to (1, 1); on the diagonal where all fare alike. Empty at mean 0. */
export function concentrationCurve(sample: Sample): CurvePoint[] {
  const { children, values, ties, mean } = sample
  if (!(mean > 0)) return []
  const total = children.reduce((sum, weight) => sum + weight, 0)
  const curve: CurvePoint[] = [{ children: 0, share: 0 }]
  let below = 0
  let sum = 0
  for (let tie = 0; tie + 1 < ties.length; tie += 1) {
    for (let at = ties[tie] ?? 0; at < (ties[tie + 1] ?? 0); at += 1) {
      below += children[at] ?? 0
      sum += (children[at] ?? 0) * (values[at] ?? 0)
    }
    curve.push({ children: Math.min(1, below / total), share: Math.min(1, sum / (total * mean)) })
  }
  return curve
}
