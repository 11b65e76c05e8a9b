import type { Intervention } from '../allocation/interventions'
import type { Need } from '../allocation/needs'
import { needsOf } from '../allocation/needs'
import type { Dataset } from '../dataset'
import type { Indicator, Target } from '../indicators'
import type { Status } from '../status'
import { weakest } from '../status'
import type { ReportQuestion } from './question'

/** A number that lies between what is certain and the worst case. */
export type Ends = { least: number; most: number }

/** What closing one gap would take. Whole things, whole million đồng. */
export type MoneyFacts = {
  intervention: Intervention
  /** What the things are counted against. */
  indicator: Indicator
  target: Target | null
  things: Ends
  /** Cost of one; it differs between zones. */
  unitMillion: Ends
  costMillion: Ends
  /** Communes whose gap was not reported, and those where it is withheld: they are in neither sum. */
  unknown: number
  withheld: number
  status: Status | null
}

/** One kind for each gap: the usual one, else the first. */
function oneForEach(interventions: readonly Intervention[]): Intervention[] {
  const chosen = new Map<string, Intervention>()
  for (const one of interventions) {
    const known = chosen.get(one.indicator)
    if (!known || (one.usual && !known.usual)) chosen.set(one.indicator, one)
  }
  return [...chosen.values()]
}

/**
 * Money that the area would need to close every gap that money can close, each with the usual kind of thing.
 * The figures are those of the page of priority and budget: same gaps, same unit costs.
 * @param area index of the unit in the geography of the vintage
 */
export const moneyOf = (
  dataset: Dataset,
  interventions: readonly Intervention[],
  { vintage, period, illustrative }: ReportQuestion,
  area: number,
): MoneyFacts[] =>
  oneForEach(interventions).flatMap((intervention) => {
    const indicator = dataset.indicators.get(intervention.indicator)
    if (!indicator) return []
    const figures = { vintage, period, illustrative }
    const worst = needsOf(dataset, figures, area, [intervention], 'worst', new Map())
    const costs = worst.needs.filter(({ count }) => count > 0).map(({ unitCostMillion }) => unitCostMillion)
    if (costs.length === 0) return []
    const withheld = worst.unknown.filter(({ why }) => why === 'withheld').length
    return [
      {
        intervention,
        indicator,
        target: indicator.targets.find(({ id }) => id === intervention.target) ?? null,
        things: ends(worst.needs, () => 1),
        unitMillion: { least: Math.min(...costs), most: Math.max(...costs) },
        costMillion: ends(worst.needs, ({ unitCostMillion }) => unitCostMillion),
        unknown: worst.unknown.length - withheld,
        withheld,
        status: worst.needs.map(({ status }) => status).reduce<Status | null>(weakest, null),
      },
    ]
  })

const ends = (needs: readonly Need[], worth: (need: Need) => number): Ends => ({
  least: needs.reduce((sum, need) => sum + need.certain * worth(need), 0),
  most: needs.reduce((sum, need) => sum + need.count * worth(need), 0),
})
