import type { Intervention } from '../allocation/interventions'
import { zoneIndicator } from '../allocation/gaps'
import type { AllocationRequest } from '../allocation/request'
import type { Dataset } from '../dataset'
import { valueAt } from '../values'
import { readingsNeeded } from './candidates'
import type { PrioritySettings } from './question'
import type { PriorityRequest } from './request'

/** The indicators that a ranking rests on: those of the criteria that count, and of its rules. */
export const indicatorsRanking = (
  { criteria, rules }: PrioritySettings,
  request: Pick<PriorityRequest, 'weights' | 'rules'>,
): string[] =>
  readingsNeeded(
    criteria.filter(({ id }) => (request.weights[id] ?? 0) > 0),
    rules.filter(({ id }) => request.rules.includes(id)),
  )

/** The indicators that a plan rests on: the gaps and children of its kinds, the zones of their cost, the ranking. */
export function indicatorsPlanned(
  settings: PrioritySettings,
  kinds: readonly Intervention[],
  request: Pick<AllocationRequest, 'weights' | 'rules' | 'weighting' | 'share'>,
): string[] {
  const { weighting, share, rules } = request
  const counts = weighting === 'priority' ? request.weights : {}
  const asked = { weights: counts, rules: [...rules, ...(share === null ? [] : [share.rule])] }
  return [
    ...new Set([
      ...kinds.flatMap(({ indicator, reach }) =>
        reach.kind === 'shared' ? [indicator, reach.children] : [indicator],
      ),
      ...indicatorsRanking(settings, asked),
      zoneIndicator,
    ]),
  ]
}

/**
 * Ids of the sources of some indicators in the communes of an area, each as often as a value rests on it.
 * @param ids those that the catalogue does not have are left out
 */
export function sourcesBehind(
  dataset: Dataset,
  { vintage, period, illustrative, area }: Omit<PriorityRequest, 'weights' | 'rules' | 'end'>,
  ids: readonly string[],
): string[] {
  const { indexOf, communesOf } = dataset.geographies[vintage]
  const communes = communesOf[indexOf.get(area) ?? -1] ?? []
  return ids.flatMap((id) => {
    const indicator = dataset.indicators.get(id)
    if (!indicator) return []
    const question = { indicator, target: null, vintage, period, illustrative }
    return communes.flatMap((index) => [...valueAt(dataset, question, index).sources])
  })
}
