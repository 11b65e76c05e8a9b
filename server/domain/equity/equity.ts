import type { Interval } from '../interval'
import type { Outcome, Reason } from '../outcome'
import { unavailable } from '../outcome'
import type { BootstrapOptions } from './bootstrap'
import { bootstrapIntervals, defaultBootstrap } from './bootstrap'
import type { CurvePoint } from './concentration'
import { concentrationCurve } from './concentration'
import type { GroupMean } from './gaps'
import { groupMeans, quantileMeans } from './gaps'
import type { EquityMeasure, EquityMeasureId } from './measures'
import { equityMeasures } from './measures'
import { momentsOf, once } from './moments'
import type { EquityUnit, Order, Sample } from './sample'
import { sampleOf } from './sample'
import { fittedEnds, hasRanks } from './slope'

/** A measure with its bootstrap 95 % interval; the interval is null where there was nothing to resample. */
export type EquityFigure = Outcome<{ value: number; interval: Interval | null }>

/** Everything that is said about the inequality of one indicator. */
export type Equity = {
  measures: Record<EquityMeasureId, EquityFigure>
  /** Mean over the children of all communes that could be used; null when there are none. */
  mean: number | null
  children: number
  /** Communes that took part, and those left out for want of a figure, children or (`unranked`) a ranking. */
  used: number
  leftOut: number
  unranked: number
  /** Districts from the highest to the lowest. */
  groups: GroupMean[]
  /** Fifths of the children; 0 is the most disadvantaged. */
  quantiles: { quantile: number; value: number; children: number }[]
  /** Ends of the line behind the slope index. */
  fitted: { most: number; least: number } | null
  curve: CurvePoint[]
  bootstrap: BootstrapOptions
}

export type EquityOptions = Partial<BootstrapOptions> & {
  /** The highest value the indicator can have (100 for a percentage); null where there is none. */
  bound: number | null
}

/** A question about inequality, complete in itself: plain JSON, so that a worker can be asked it too. */
export type EquityQuestion = EquityOptions & { units: readonly EquityUnit[] }

/**
 * All measures of inequality between communes, each child counting once, with seeded intervals.
 * 152 communes with 2,000 resamples take some tens of milliseconds.
 */
export function equityOf(units: readonly EquityUnit[], options: EquityOptions): Equity {
  const { bound, seed = defaultBootstrap.seed, draws = defaultBootstrap.draws } = options
  const bootstrap = { seed, draws }
  const ranked = sampleOf(units, 'ranked')
  const all = completeOr(ranked, sampleOf(units, 'unranked'))
  // one set of resamples serves both when every commune has a rank
  const figures =
    all === ranked
      ? figuresOf(all, equityMeasures, bound, bootstrap)
      : [
          ...figuresOf(all, inOrder('unranked'), bound, bootstrap),
          ...figuresOf(ranked, inOrder('ranked'), bound, bootstrap),
        ]
  const whole = typeof all === 'string' ? null : { sample: all, moments: momentsOf(all)(once(all)) }
  const order =
    typeof ranked === 'string' ? null : { sample: ranked, moments: momentsOf(ranked)(once(ranked)) }
  return {
    // every measure belongs to one of the two orders, so every id is there
    measures: Object.fromEntries(figures) as Record<EquityMeasureId, EquityFigure>,
    mean: whole?.moments.mean ?? null,
    children: whole?.moments.children ?? 0,
    used: whole?.sample.size ?? 0,
    leftOut: units.length - (whole?.sample.size ?? 0),
    unranked: Math.max(0, (whole?.sample.size ?? 0) - (order?.sample.size ?? 0)),
    groups: whole ? groupMeans(whole.sample, whole.moments) : [],
    quantiles: order ? quantileMeans(order.moments) : [],
    fitted: order && hasRanks(order.moments) ? fittedEnds(order.moments) : null,
    curve: order ? concentrationCurve(order.sample) : [],
    bootstrap,
  }
}

const inOrder = (order: Order) => equityMeasures.filter((measure) => measure.order === order)

/** The ranked sample when it has lost no commune, else the one that needs no ranking. */
const completeOr = (ranked: Sample | Reason, unranked: Sample | Reason): Sample | Reason =>
  typeof ranked !== 'string' && typeof unranked !== 'string' && ranked.size === unranked.size
    ? ranked
    : unranked

function figuresOf(
  sample: Sample | Reason,
  measures: readonly EquityMeasure[],
  bound: number | null,
  bootstrap: BootstrapOptions,
): [EquityMeasureId, EquityFigure][] {
  if (typeof sample === 'string') return measures.map(({ id }) => [id, unavailable(sample)])
  const moments = momentsOf(sample)(once(sample))
  const intervals = bootstrapIntervals(
    sample,
    measures.map((measure) => (drawn) => measure.compute(drawn, bound)),
    bootstrap,
  )
  return measures.map((measure, at) => {
    const value = measure.compute(moments, bound)
    if (!Number.isFinite(value)) return [measure.id, unavailable(measure.because(moments, bound))]
    return [measure.id, { kind: 'value', value, interval: intervals[at] ?? null }]
  })
}
