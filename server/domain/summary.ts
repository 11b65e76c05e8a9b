import type { Dataset } from './dataset'
import { areaIndex, indexesWithin } from './geography'
import { isMet } from './gap'
import type { Status } from './status'
import type { Level } from './units'
import type { Value } from './value'
import { withoutHair } from './value'
import type { Question } from './values'
import { targetAt, valueAt, valuesAt } from './values'

/**
 * Key figures of an area, for the sentence above the map: "117 villages in 43 communes still lack a play area".
 * Where parts are unreported a figure has two ends: what is certain (`AtLeast`, `Least`) and the worst case, in
 * which units without a report count as lacking. Null means that it cannot be said, or that no target applies.
 */
export type Summary = {
  /** Units of the level in the area, and those with a value. */
  units: number
  reportedUnits: number
  /** The area as a whole. */
  value: Value
  /** Units below the target, each by its own value. */
  belowAtLeast: number | null
  belowAtMost: number | null
  /** Things to build or children to reach in the area. */
  lacking: number | null
  lackingLeast: number | null
  /** Units in which something is lacking. */
  unitsLacking: number | null
  unitsLackingLeast: number | null
  /** Children under 16 who live in the units of `unitsLackingLeast`, where their number is known. */
  childrenAtLeast: number | null
  /** Units by the status of their value; the rest has none. */
  byStatus: Record<Status, number>
}

/**
 * Sums up one level of a province or district; null is the first province, for where there is only one.
 * @throws RangeError when no province or district of the vintage has this code
 */
export function summaryOf(dataset: Dataset, question: Question, level: Level, area: string | null): Summary {
  const geography = dataset.geographies[question.vintage]
  const index = areaIndex(geography, area)
  const indexes = indexesWithin(geography, level, area)
  const values = valuesAt(dataset, question, indexes)
  return summaryAt(dataset, question, { level, area: index ?? -1, indexes, values })
}

/** What is summed up: a unit by its index, the indexes of the units of a level in it, and their values. */
export type Summed = { level: Level; area: number; indexes: readonly number[]; values: readonly Value[] }

/** As {@link summaryOf}, for any unit whose parts are valued already. */
export function summaryAt(dataset: Dataset, question: Question, summed: Summed): Summary {
  const { area, values } = summed
  const whole = valueAt(dataset, question, area)
  return {
    units: values.length,
    reportedUnits: values.filter((value) => value.reported > 0).length,
    value: whole,
    lacking: whole.lacking,
    lackingLeast: whole.lackingLeast,
    ...countsAgainstTarget(dataset, question, summed),
    byStatus: countByStatus(values),
  }
}

type TargetCounts = Pick<
  Summary,
  'belowAtLeast' | 'belowAtMost' | 'unitsLacking' | 'unitsLackingLeast' | 'childrenAtLeast'
>

function countsAgainstTarget(
  dataset: Dataset,
  question: Question,
  { level, indexes, values }: Summed,
): TargetCounts {
  const { direction } = question.indicator
  const target = targetAt(question.target, level)
  if (target === null || direction === 'none') {
    return {
      belowAtLeast: null,
      belowAtMost: null,
      unitsLacking: null,
      unitsLackingLeast: null,
      childrenAtLeast: null,
    }
  }
  const isShort = (value: number | null) => isMet(value, target.value, direction) === false
  const ends = values.map(({ low, high, denominator }) => {
    const [worst, best] = direction === 'down' ? [high, low] : [low, high]
    // where there is nobody to reach, nothing is below the target
    return { certain: isShort(best), possible: isShort(worst) || (worst === null && denominator !== 0) }
  })
  const lacks = indexes.filter((_, i) => (values[i]?.lackingLeast ?? 0) > 0)
  return {
    belowAtLeast: ends.filter(({ certain }) => certain).length,
    belowAtMost: ends.filter(({ possible }) => possible).length,
    unitsLacking: values.filter(mayLack).length,
    unitsLackingLeast: lacks.length,
    childrenAtLeast: childrenIn(dataset, question, lacks),
  }
}

const mayLack = ({ lacking, denominator }: Value) => (lacking === null ? denominator !== 0 : lacking > 0)

/** Sum over the units whose number of children is known; null when none is, or the catalogue does not count them. */
function childrenIn(dataset: Dataset, question: Question, indexes: readonly number[]): number | null {
  const indicator = dataset.catalogue.indicators.find(
    ({ kind, numerator }) => kind === 'count' && numerator === 'children_under_16',
  )
  if (!indicator) return null
  const known = indexes
    .map((index) => valueAt(dataset, { ...question, indicator, target: null }, index).low)
    .filter((children) => children !== null)
  return known.length === 0 && indexes.length > 0
    ? null
    : withoutHair(known.reduce((sum, children) => sum + children, 0))
}

function countByStatus(values: readonly Value[]): Record<Status, number> {
  const counts = { official: 0, reported: 0, estimated: 0, illustrative: 0 }
  for (const { status } of values) if (status !== null) counts[status] += 1
  return counts
}
