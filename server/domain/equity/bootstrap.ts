import { quantileSorted } from 'simple-statistics'
import type { Interval } from '../interval'
import { sourceOf } from '../random'
import type { Moments } from './moments'
import { momentsOf, once } from './moments'
import type { Sample } from './sample'

export type BootstrapOptions = {
  /** Same seed, same interval. */
  seed: number
  /** Number of resamples. */
  draws: number
}

export const defaultBootstrap: BootstrapOptions = { seed: 50, draws: 2000 }

/** When more of the resamples than this have no answer, an interval from the others would mislead. */
const mostUndefined = 0.1

/**
 * Bootstrap 95 % percentile intervals, one per statistic. The resampling unit is the commune: each draw takes, within
 * each district, as many communes as it has, with replacement; the districts themselves are not a sample.
 * Efron B, Tibshirani RJ (1993), An Introduction to the Bootstrap, chapter 13.
 * An interval is widened where needed to hold the value itself: measures that cannot go below equality
 * (Theil's index, highest minus lowest) are biased upwards in resamples.
 * @param statistics functions of the moments; NaN where undefined
 * @returns null where the statistic is undefined, or no district has two communes to draw from
 */
export function bootstrapIntervals(
  sample: Sample,
  statistics: readonly ((moments: Moments) => number)[],
  { seed, draws }: BootstrapOptions,
): (Interval | null)[] {
  const moments = momentsOf(sample)
  const series = statistics.map((statistic) => ({
    statistic,
    value: statistic(moments(once(sample))),
    results: new Float64Array(draws),
  }))
  const strata = strataOf(sample)
  if (draws < 1 || strata.every((members) => members.length < 2)) return series.map(() => null)
  const source = sourceOf(seed)
  const times = new Uint16Array(sample.size)
  for (let draw = 0; draw < draws; draw += 1) {
    resample(strata, source, times)
    const drawn = moments(times)
    for (const { statistic, results } of series) results[draw] = statistic(drawn)
  }
  return series.map(({ results, value }) => percentiles(results, value))
}

/** Indexes of the units of each group. */
const strataOf = (sample: Sample): Int32Array[] =>
  sample.groups.map((_, group) =>
    Int32Array.from([...sample.group.keys()].filter((at) => sample.group[at] === group)),
  )

function resample(strata: readonly Int32Array[], source: () => number, times: Uint16Array): void {
  times.fill(0)
  for (const members of strata) {
    for (let pick = 0; pick < members.length; pick += 1) {
      const at = members[Math.floor(source() * members.length)] ?? 0
      times[at] = (times[at] ?? 0) + 1
    }
  }
}

function percentiles(results: Float64Array, value: number): Interval | null {
  const sorted = Array.from(results.filter(Number.isFinite).sort())
  if (!Number.isFinite(value) || sorted.length < results.length * (1 - mostUndefined)) return null
  return {
    low: Math.min(value, quantileSorted(sorted, 0.025)),
    high: Math.max(value, quantileSorted(sorted, 0.975)),
  }
}
