import { isOfChildren } from '../child-level'
import type { Dataset } from '../dataset'
import { indexesWithin } from '../geography'
import type { Indicator } from '../indicators'
import type { Question } from '../values'
import { valueAt } from '../values'
import type { EquityUnit } from './sample'

/** Id of the indicator that counts the children of a commune. */
const childrenId = 'children-under-16'

/**
 * The communes of a province or district, or all there are, as the measures of equity see them.
 * A child-level rate is weighted by its own denominator, so that the mean is the rate of the whole; everything else
 * by the children under 16 who live in the commune.
 * @param ranking indicator that orders communes: the higher, the more disadvantaged
 * @throws RangeError when the geography has no province or district with this code
 */
export function equityUnits(
  dataset: Dataset,
  question: Question,
  ranking: Indicator,
  area: string | null,
): EquityUnit[] {
  const geography = dataset.geographies[question.vintage]
  const counter = dataset.indicators.get(childrenId)
  const ofChildren = isOfChildren(dataset, question.indicator)
  return indexesWithin(geography, 'commune', area).map((index) => {
    const { value, denominator } = valueAt(dataset, question, index)
    const children = counter && valueAt(dataset, { ...question, indicator: counter, target: null }, index)
    return {
      children: ofChildren ? denominator : (children?.value ?? null),
      value,
      disadvantage: valueAt(dataset, { ...question, indicator: ranking, target: null }, index).value,
      group: geography.units[index]?.parent ?? '',
    }
  })
}

/** The highest value the measures may reckon with: rare events per 1,000 are as good as unbounded. */
export const boundOf = ({ kind, unit }: Indicator): number | null =>
  kind === 'ratio' && unit === 'percent' ? 100 : null
