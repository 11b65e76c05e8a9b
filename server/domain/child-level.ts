import type { Dataset } from './dataset'
import type { Indicator } from './indicators'
import { scales } from './indicators'
import type { Counts, Interval } from './interval'
import { wilson } from './interval'
import type { Outcome } from './outcome'
import { unavailable } from './outcome'
import type { Value } from './value'
import type { Question } from './values'
import { valueAt, valueOfCommunes } from './values'

/** What a denominator counts, in the English of the catalogue, when its members are children one by one. */
const childUnits: readonly string[] = ['children', 'births']

/**
 * Whether the indicator is a rate of children. Such a rate varies by chance from year to year and place to place;
 * a count of villages, communes or households is complete, and its differences are real.
 */
export function isOfChildren(dataset: Dataset, { denominator }: Indicator): boolean {
  const measure = denominator === null ? undefined : dataset.measures.get(denominator)
  return measure !== undefined && childUnits.includes(measure.unit.en)
}

/** Counts that chance is judged by. `isComplete` is false when communes without a report had to be left out. */
export type ChildCounts = { numerator: number; denominator: number; isComplete: boolean }

/** A child-level rate with its 95 % interval, in the indicator's unit, and the counts it rests on. */
export type RateInterval = Outcome<{ value: number } & Interval & ChildCounts>

/** The interval of a unit's rate, or why it has none. */
export const rateIntervalAt = (dataset: Dataset, question: Question, index: number): RateInterval =>
  rateIntervalOf(
    dataset,
    question,
    valueAt(dataset, question, index),
    dataset.geographies[question.vintage].communesOf[index] ?? [],
  )

/** The interval of the rate of communes taken together; `whole` is their value. */
export function rateIntervalOf(
  dataset: Dataset,
  question: Question,
  whole: Value,
  communes: readonly number[],
): RateInterval {
  if (!isOfChildren(dataset, question.indicator)) return unavailable('complete-count')
  // the rate of those communes alone that may be shown would look like that of the whole
  if (whole.isWithheld) return unavailable('withheld')
  if (isExact(whole)) return intervalOf(question.indicator, whole, true)
  // what is not reported is not a matter of chance: only the communes that answered in full are judged
  const answered = communes.filter((commune) => isExact(valueAt(dataset, question, commune)))
  return intervalOf(question.indicator, valueOfCommunes(dataset, question, answered), false)
}

const isExact = ({ low, high }: Value) => low !== null && low === high

function intervalOf(
  { unit }: Indicator,
  { numerator, denominator }: Counts,
  isComplete: boolean,
): RateInterval {
  if (numerator === null || denominator === null) return unavailable('no-data')
  const interval = wilson({ numerator, denominator })
  if (interval.kind === 'unavailable') return interval
  const scale = scales[unit]
  return {
    kind: 'value',
    value: interval.share * scale,
    low: interval.low * scale,
    high: interval.high * scale,
    numerator,
    denominator,
    isComplete,
  }
}
