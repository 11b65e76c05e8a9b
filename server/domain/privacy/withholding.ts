import type { Layer } from '../columns'
import type { Catalogue, Indicator } from '../indicators'
import type { Period } from '../periods'
import type { Vintage } from '../units'

/** What was kept back of a dataset, so that nobody can work out a small count of a sensitive matter. */
export type Withholding = {
  /** Counts below this are small. */
  threshold: number
  /** Keys of the reported figures that are kept back: the small ones, and those that would give them away. */
  cells: ReadonlySet<string>
  /** Numerators of sums that may be published although parts of them are kept back, by {@link sumKey}. */
  sums: ReadonlyMap<string, number>
}

/** Counts of sensitive matters below this are not made public: they could point at a child. */
export const leastThreshold = 5

type Place = { layer: Layer; vintage: Vintage; index: number; measure: string; period: Period }

/** Key of a reported figure: one measure of one unit in the period it was reported for. */
export const cellKey = ({ layer, vintage, index, measure, period }: Place): string =>
  [layer, vintage, index, measure, period].join('/')

type Summed = {
  indicator: Pick<Indicator, 'id'>
  vintage: Vintage
  period: Period
  illustrative: boolean
}

/** Key of what an indicator says of a unit: the same for every target it is measured against. */
export const sumKey = ({ indicator, vintage, period, illustrative }: Summed, index: number): string =>
  [indicator.id, vintage, period, illustrative, index].join('/')

const known = new WeakMap<Catalogue, ReadonlySet<string>>()

/** Measures that count sensitive matters: the numerators of sensitive indicators, wherever else they are used. */
export function sensitiveMeasures(catalogue: Catalogue): ReadonlySet<string> {
  const measures =
    known.get(catalogue) ??
    new Set(catalogue.indicators.flatMap(({ sensitive, numerator }) => (sensitive ? [numerator] : [])))
  known.set(catalogue, measures)
  return measures
}
