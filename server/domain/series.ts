import type { Dataset } from './dataset'
import type { Direction } from './indicators'
import type { Period } from './periods'
import { previousPeriod, yearBefore } from './periods'
import type { Value } from './value'
import type { Question } from './values'
import { valueAt } from './values'

/**
 * How far a figure moved from one period to the next. Where an end is only known as a range, so is the change,
 * and `exact` is null: a range is not compared by its worst case, which would turn late reports into a decline.
 * All three are null where an end is unknown.
 */
export type Movement = { exact: number | null; low: number | null; high: number | null }

/** A change in the indicator's unit, and in things still to build or children to reach. */
export type Change = { value: Movement; lacking: Movement }

/** One period of a series; the changes are null where the earlier period is not in the series. */
export type SeriesPoint = {
  period: Period
  value: Value
  sincePrevious: Change | null
  sinceYearAgo: Change | null
}

/** Values of one unit over all half-years of the dataset, oldest first, each with its changes. */
export function seriesOf(dataset: Dataset, question: Omit<Question, 'period'>, index: number): SeriesPoint[] {
  const values = new Map(
    dataset.periods.map((period) => [period, valueAt(dataset, { ...question, period }, index)]),
  )
  return [...values].map(([period, value]) => {
    const previous = values.get(previousPeriod(period))
    const yearAgo = values.get(yearBefore(period))
    return {
      period,
      value,
      sincePrevious: previous ? changeOf(previous, value) : null,
      sinceYearAgo: yearAgo ? changeOf(yearAgo, value) : null,
    }
  })
}

/** The change from `before` to `after`. */
export const changeOf = (before: Value, after: Value): Change => ({
  value: movement([before.low, before.high], [after.low, after.high]),
  lacking: movement([before.lackingLeast, before.lacking], [after.lackingLeast, after.lacking]),
})

/**
 * Whether a change is for the better, for the worse or none, in the sense of the indicator.
 * @returns null where it cannot be told: an end is unknown, the ranges overlap, or the indicator has no direction
 */
export function tendencyOf({ value }: Change, direction: Direction): 'better' | 'worse' | 'same' | null {
  if (value.low === null || value.high === null || direction === 'none') return null
  if (value.exact !== null && Math.abs(value.exact) < 1e-9) return 'same'
  if (value.low > 0) return direction === 'up' ? 'better' : 'worse'
  if (value.high < 0) return direction === 'up' ? 'worse' : 'better'
  return null
}

type Range = [low: number | null, high: number | null]

function movement([lowBefore, highBefore]: Range, [lowAfter, highAfter]: Range): Movement {
  if (lowBefore === null || highBefore === null || lowAfter === null || highAfter === null) {
    return { exact: null, low: null, high: null }
  }
  const low = lowAfter - highBefore
  const high = highAfter - lowBefore
  return { exact: lowBefore === highBefore && lowAfter === highAfter ? low : null, low, high }
}
