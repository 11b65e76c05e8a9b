import { gammaln } from 'simple-statistics'
import type { Counts } from './interval'
import type { Outcome } from './outcome'
import { unavailable } from './outcome'

/** Shares between which a unit of this size lies by chance alone, were its true share that of the province. */
export type FunnelLimits = { low998: number; low95: number; high95: number; high998: number }

export const funnelPlaces = ['far-below', 'below', 'within', 'above', 'far-above'] as const
/** `far-` is outside the 99.8 % limits, the others outside the 95 % limits; `within` is the range of chance. */
export type FunnelPlace = (typeof funnelPlaces)[number]

/**
 * Limits of a funnel plot for `size` children around the share `centre`, both as shares of 1.
 * Exact binomial limits, after Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance,
 * Stat Med 24:1185–1202. They stand at whole counts, without his interpolation between them: a count beyond a limit
 * then has at most the stated probability, also in a small commune, where the normal approximation and the
 * interpolated limits would call chance a difference.
 * @param size children in the unit; a fraction (from a shared-out count) is rounded
 */
export function funnelLimits(size: number, centre: number): FunnelLimits {
  const trials = Math.max(1, Math.round(size))
  const [low998, low95, high95, high998] = quantiles(trials, centre, [0.001, 0.025, 0.975, 0.999])
  return { low998, low95, high95, high998 }
}

/** Where a unit lies in the funnel around `centre`. */
export function funnelPlace(
  { numerator, denominator }: Counts,
  centre: number,
): Outcome<{ place: FunnelPlace } & FunnelLimits> {
  if (numerator === null || denominator === null) return unavailable('no-data')
  if (denominator <= 0) return unavailable('no-children')
  if (numerator < 0 || numerator > denominator || !(centre >= 0 && centre <= 1)) {
    return unavailable('not-a-share')
  }
  const limits = funnelLimits(denominator, centre)
  return { kind: 'value', place: placeOf(numerator / denominator, limits), ...limits }
}

/** A share exactly on a limit is still within it, also when it misses it by the last binary digit. */
function placeOf(share: number, limits: FunnelLimits): FunnelPlace {
  const hair = 1e-12
  if (share < limits.low998 - hair) return 'far-below'
  if (share < limits.low95 - hair) return 'below'
  if (share > limits.high998 + hair) return 'far-above'
  if (share > limits.high95 + hair) return 'above'
  return 'within'
}

/** The limits at several sizes, for drawing the funnel: `points` sizes, evenly spaced on a logarithmic scale. */
export function funnelCurve(
  smallest: number,
  largest: number,
  centre: number,
  points = 40,
): ({ size: number } & FunnelLimits)[] {
  const from = Math.max(1, Math.round(smallest))
  const to = Math.max(from, Math.round(largest))
  const step = (at: number) => Math.round(from * (to / from) ** (at / Math.max(1, points - 1)))
  const sizes = [...new Set(Array.from({ length: points }, (_, at) => step(at)))]
  return sizes.map((size) => ({ size, ...funnelLimits(size, centre) }))
}

type Four = [number, number, number, number]

/** Quantiles of a binomial distribution, as shares: the least counts whose cumulative probability reaches `levels`. */
function quantiles(trials: number, probability: number, levels: Four): Four {
  if (probability <= 0 || probability >= 1) return [probability, probability, probability, probability]
  // ten deviations below the mean lies less than 1e-20 of the distribution
  const deviation = Math.sqrt(trials * probability * (1 - probability))
  let count = Math.max(0, Math.floor(trials * probability - 10 * deviation - 10))
  let density = Math.exp(logDensity(count, trials, probability))
  let reached = density
  const shareAt = (level: number): number => {
    while (reached < level && count < trials) {
      density *= ((trials - count) / (count + 1)) * (probability / (1 - probability))
      count += 1
      reached += density
    }
    return count / trials
  }
  const [first, second, third, fourth] = levels
  return [shareAt(first), shareAt(second), shareAt(third), shareAt(fourth)]
}

const logDensity = (count: number, trials: number, probability: number): number =>
  gammaln(trials + 1) -
  gammaln(count + 1) -
  gammaln(trials - count + 1) +
  count * Math.log(probability) +
  (trials - count) * Math.log1p(-probability)
