import type { Dataset } from '../dataset'
import { indexesWithin } from '../geography'
import type { Indicator, Target } from '../indicators'
import type { Period } from '../periods'
import type { Demand } from '../plan-progress'
import type { SeriesPoint } from '../series'
import { seriesOf } from '../series'
import type { Status } from '../status'
import { weakest } from '../status'
import { summaryOf } from '../summary'
import type { Summary } from '../summary'
import { blank, withheld } from '../suppression'
import type { Unit, Vintage } from '../units'
import type { Value } from '../value'
import type { Question } from '../values'
import { targetAt, valueAt } from '../values'

export type ReportQuestion = {
  vintage: Vintage
  period: Period
  /** Code of a district; null for the whole province. */
  district: string | null
  illustrative: boolean
}

/** A unit below the target of an indicator. */
export type Lagging = { unit: Unit; value: Value }

/** What is known of one indicator in the area of the report. */
export type IndicatorFacts = {
  indicator: Indicator
  target: Target | null
  summary: Summary
  /** The period among the others; its changes are null where they cannot be told. */
  point: SeriesPoint | null
  /** Communes that lack most, the neediest first. */
  lagging: Lagging[]
  /** Districts of the province, each as a whole; none in the report of a district. */
  districts: Lagging[]
}

export type DemandFacts = { demand: Demand; indicators: IndicatorFacts[] }

/** All figures of a report, from the same rules as map and comparison. */
export type ReportFacts = {
  question: ReportQuestion
  province: Unit
  area: Unit
  communes: number
  /** Communes that reported at least one of the plan's indicators. */
  reported: number
  demands: DemandFacts[]
  status: Status | null
}

const mostLagging = 15

/**
 * Gathers the figures of a report.
 * @throws RangeError when no district of the vintage has the code
 */
export function reportFacts(
  dataset: Dataset,
  demands: readonly Demand[],
  question: ReportQuestion,
): ReportFacts {
  const geography = dataset.geographies[question.vintage]
  const { units, atLevel, indexOf } = geography
  const communes = indexesWithin(geography, 'commune', question.district)
  const province = units[atLevel.province[0] ?? -1]
  const area = question.district === null ? province : units[indexOf.get(question.district) ?? -1]
  if (!province || !area) throw new RangeError(`vintage ${question.vintage} has no such area`)
  const facts = demands.map((demand) => ({
    demand,
    indicators: demand.indicators.flatMap((id) => {
      const indicator = dataset.indicators.get(id)
      return indicator ? [indicatorFacts(dataset, question, demand, indicator)] : []
    }),
  }))
  const asked = facts.flatMap(({ indicators }) => indicators)
  const hasReported = (index: number) =>
    asked.some(
      ({ indicator, target }) => valueAt(dataset, { ...question, indicator, target }, index).reported > 0,
    )
  return {
    question,
    province,
    area,
    communes: communes.length,
    reported: communes.filter(hasReported).length,
    demands: facts,
    status: asked.map(({ summary }) => summary.value.status).reduce<Status | null>(weakest, null),
  }
}

function indicatorFacts(
  dataset: Dataset,
  { district, ...asked }: ReportQuestion,
  demand: Demand,
  indicator: Indicator,
): IndicatorFacts {
  const geography = dataset.geographies[asked.vintage]
  const target =
    indicator.targets.find(({ source }) => source === demand.source) ?? indicator.targets[0] ?? null
  const question: Question = { ...asked, indicator, target }
  const area = district === null ? geography.atLevel.province[0] : geography.indexOf.get(district)
  const at = (index: number): Lagging[] => {
    const unit = geography.units[index]
    return unit ? [{ unit, value: valueAt(dataset, question, index) }] : []
  }
  const communes = publicOnly(indicator, indexesWithin(geography, 'commune', district).flatMap(at))
  const districts = district === null ? publicOnly(indicator, geography.atLevel.district.flatMap(at)) : []
  const summary = summaryOf(dataset, question, 'commune', district)
  const [isWithheld] = withheld(indicator, [summary.value])
  return {
    indicator,
    target,
    summary: isWithheld ? { ...summary, value: blank(summary.value) } : summary,
    point: isWithheld
      ? null
      : (seriesOf(dataset, question, area ?? -1).find(({ period }) => period === asked.period) ?? null),
    lagging: laggingOf(communes, targetAt(target, 'commune')),
    districts,
  }
}

/** Without small counts of sensitive matters. */
function publicOnly(indicator: Indicator, units: Lagging[]): Lagging[] {
  const hidden = withheld(
    indicator,
    units.map(({ value }) => value),
  )
  return units.map((each, i) => (hidden[i] ? { ...each, value: blank(each.value) } : each))
}

function laggingOf(communes: readonly Lagging[], target: Target | null): Lagging[] {
  if (target === null) return []
  return communes
    .filter(({ value }) => (value.lacking ?? 0) > 0)
    .sort((a, b) => (b.value.lacking ?? 0) - (a.value.lacking ?? 0) || (a.unit.code < b.unit.code ? -1 : 1))
    .slice(0, mostLagging)
}
