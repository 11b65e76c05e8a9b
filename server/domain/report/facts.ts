import type { Dataset } from '../dataset'
import { isOfReporting } from '../flow/asked'
import { areaIndex, indexesWithin } from '../geography'
import type { Indicator, Target } from '../indicators'
import { byTime } from '../periods'
import type { Demand } from '../plan-progress'
import type { SeriesPoint } from '../series'
import { seriesOf } from '../series'
import type { Status } from '../status'
import { weakest } from '../status'
import { summaryAt } from '../summary'
import type { Summary } from '../summary'
import type { Unit } from '../units'
import type { Value } from '../value'
import type { Question } from '../values'
import { targetAt, valueAt } from '../values'
import type { Intervention } from '../allocation/interventions'
import type { MoneyFacts } from './money'
import { moneyOf } from './money'
import type { ReportQuestion } from './question'

/** A unit below the target of an indicator. */
export type Lagging = { unit: Unit; value: Value }

/** What is known of one indicator in the area of the report. */
export type IndicatorFacts = {
  indicator: Indicator
  target: Target | null
  summary: Summary
  /** The period among the others; its changes are null where they cannot be told. */
  point: SeriesPoint | null
  /** Communes that lack most, the neediest first; none in the report of a commune. */
  lagging: Lagging[]
  /** What the area is made of: districts of the province, communes of a district; none in a commune. */
  parts: Lagging[]
  /** The units that the area lies in, the nearest first. */
  above: Lagging[]
  /** The area in every period up to the report's, oldest first; none where it is withheld. */
  series: SeriesPoint[]
}

export type DemandFacts = { demand: Demand; indicators: IndicatorFacts[] }

/** All figures of a report, from the same rules as map and comparison. */
export type ReportFacts = {
  question: ReportQuestion
  province: Unit
  area: Unit
  /** The units that the area lies in, the nearest first. */
  above: Unit[]
  communes: number
  /** Communes that reported at least one of the plan's indicators; what the program counts of them is no report. */
  reported: number
  demands: DemandFacts[]
  /** What closing the gaps would cost. */
  money: MoneyFacts[]
  status: Status | null
}

const mostLagging = 15

/** Where the report looks: indexes in the geography of its vintage. */
type Place = { area: number; communes: readonly number[]; parts: readonly number[]; above: readonly number[] }

/** What a report is about, and what is known to write it. */
export type ReportGround = {
  dataset: Dataset
  plan: readonly Demand[]
  interventions: readonly Intervention[]
  question: ReportQuestion
}

/** The figures of a report, at one go. @throws RangeError when the vintage has no unit with one of the codes */
export function reportFacts(ground: ReportGround): ReportFacts {
  const steps = gathering(ground)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Gathers the figures of a report. It takes a while, so it pauses often, that others may be answered meanwhile.
 * @throws RangeError when the vintage has no unit with one of the codes
 */
export function* gathering({
  dataset,
  plan,
  interventions,
  question,
}: ReportGround): Generator<void, ReportFacts> {
  const demands: DemandFacts[] = []
  for (const demand of plan) {
    const indicators: IndicatorFacts[] = []
    for (const id of demand.indicators) {
      const indicator = dataset.indicators.get(id)
      if (indicator) indicators.push(yield* indicatorFacts(dataset, question, demand, indicator))
    }
    demands.push({ demand, indicators })
  }
  const { units } = dataset.geographies[question.vintage]
  const place = placeOf(dataset, question)
  const province = units[place.above.at(-1) ?? place.area]
  const area = units[place.area]
  if (!province || !area) throw new RangeError(`vintage ${question.vintage} has no such area`)
  const asked = demands.flatMap(({ indicators }) => indicators)
  const fromReports = asked.filter(({ indicator }) => !isOfReporting(indicator.numerator))
  const hasReported = (index: number) =>
    fromReports.some(
      ({ indicator, target }) => valueAt(dataset, { ...question, indicator, target }, index).reported > 0,
    )
  let reported = 0
  for (const commune of place.communes) {
    if (hasReported(commune)) reported += 1
    yield
  }
  const money = moneyOf(dataset, interventions, question, place.area)
  yield
  return {
    question,
    province,
    area,
    above: place.above.flatMap((index) => units[index] ?? []),
    communes: place.communes.length,
    reported,
    demands,
    money,
    status: asked.map(({ summary }) => summary.value.status).reduce<Status | null>(weakest, null),
  }
}

function placeOf(dataset: Dataset, { vintage, within, district, commune }: ReportQuestion): Place {
  const geography = dataset.geographies[vintage]
  const { indexOf, communesOf, units } = geography
  const code = commune ?? district ?? within
  const area = areaIndex(geography, code)
  if (area === undefined) throw new RangeError(`vintage ${vintage} has no unit with the code "${code}"`)
  const above: number[] = []
  for (let parent = units[area]?.parent; parent; parent = units[above.at(-1) ?? -1]?.parent) {
    above.push(indexOf.get(parent) ?? -1)
  }
  const communes = communesOf[area] ?? []
  const districts = indexesWithin(geography, 'district', within)
  const parts = commune !== null ? [] : district === null ? districts : communes
  return { area, communes, parts, above }
}

function* indicatorFacts(
  dataset: Dataset,
  asked: ReportQuestion,
  demand: Demand,
  indicator: Indicator,
): Generator<void, IndicatorFacts> {
  const { vintage, period, illustrative, commune } = asked
  const place = placeOf(dataset, asked)
  const { units } = dataset.geographies[vintage]
  const target =
    indicator.targets.find(({ source }) => source === demand.source) ?? indicator.targets[0] ?? null
  const question: Question = { vintage, period, illustrative, indicator, target }
  const at = (index: number): Lagging[] => {
    const unit = units[index]
    return unit ? [{ unit, value: valueAt(dataset, question, index) }] : []
  }
  const communes: Lagging[] = []
  for (const index of place.communes) {
    communes.push(...at(index))
    yield
  }
  // the counts of other periods, which the series adds up
  for (const other of dataset.periods) {
    for (const index of place.communes) {
      valueAt(dataset, { ...question, period: other }, index)
      yield
    }
  }
  const summary = summaryAt(dataset, question, {
    level: 'commune',
    area: place.area,
    indexes: place.communes,
    values: communes.map(({ value }) => value),
  })
  const series = summary.value.isWithheld
    ? []
    : seriesOf(dataset, question, place.area).filter((each) => byTime(each.period, period) <= 0)
  yield
  return {
    indicator,
    target,
    summary,
    point: series.at(-1) ?? null,
    lagging: commune === null ? laggingOf(communes, targetAt(target, 'commune')) : [],
    parts: place.parts.flatMap(at),
    above: place.above.flatMap(at),
    series,
  }
}

function laggingOf(communes: readonly Lagging[], target: Target | null): Lagging[] {
  if (target === null) return []
  return communes
    .filter(({ value }) => (value.lacking ?? 0) > 0)
    .sort((a, b) => (b.value.lacking ?? 0) - (a.value.lacking ?? 0) || (a.unit.code < b.unit.code ? -1 : 1))
    .slice(0, mostLagging)
}
