import type { Dataset } from './dataset'
import { areaIndex, indexesWithin } from './geography'
import { isMet } from './gap'
import type { Direction, Indicator, Target } from './indicators'
import type { Bilingual } from './measures'
import type { Period } from './periods'
import type { Change, SeriesPoint } from './series'
import { seriesOf, tendencyOf } from './series'
import type { Vintage } from './units'
import type { Value } from './value'
import type { Question } from './values'
import { valueAt } from './values'

/** One thing the plan asks for. */
export type Demand = {
  id: string
  clause: Bilingual
  /** Ids of the indicators that follow it; none where the plan does not say how to count. */
  indicators: readonly string[]
  agency: Bilingual
  /** Whether the plan itself names the agency, or it is the one responsible for the sector. */
  agencyBasis: 'plan' | 'sector'
  /** The target in words. */
  target: Bilingual
  /** The year, each half-year, or null where the plan sets no date. */
  deadline: number | 'half-yearly' | null
  /** What has to be collected beyond the measures of the indicators. */
  collect: Bilingual | null
  source: string
  /** Whether the wording was read in the plan or has still to be compared with it. */
  confidence: 'official' | 'to-check'
}

export const demandStates = ['met', 'partly', 'not-met', 'open', 'no-target', 'no-data'] as const
/**
 * - `met`, `partly`, `not-met`: all, some or none of the indicators reach their target in the province;
 * - `open`: none is known to, and unreported parts could still decide it;
 * - `no-target`: there are figures, but no figure to reach;
 * - `no-data`: nothing has been reported.
 */
export type DemandState = (typeof demandStates)[number]

/** One area against the target. */
export type Attainment = {
  code: string
  name: string
  value: Value
  /** Null where unreported parts could still decide it, or there is nothing to judge. */
  isMet: boolean | null
  /** How much of the way to the target, 0 to 1, at the worse end; 1 at or beyond it. */
  attained: number | null
}

export type IndicatorProgress = {
  indicator: string
  /** The plan's own target where the catalogue has it, else the one shown first. */
  target: Target | null
  province: Attainment
  districts: Attainment[]
  /** The province over all periods, oldest first. */
  trend: SeriesPoint[]
  /** Since a year ago. */
  tendency: ReturnType<typeof tendencyOf>
  /** What is still to be collected; null once real figures have come in. */
  collect: Bilingual | null
}

export type DemandProgress = {
  demand: Demand
  state: DemandState
  indicators: IndicatorProgress[]
}

type Asked = {
  vintage: Vintage
  period: Period
  illustrative: boolean
  /** Code of the province; null for the first one, where there is only one. */
  within: string | null
}

/** Where each demand of the plan stands in one period. */
export const planProgress = (dataset: Dataset, demands: readonly Demand[], asked: Asked): DemandProgress[] =>
  demands.map((demand) => {
    const indicators = demand.indicators.flatMap((id) => {
      const indicator = dataset.indicators.get(id)
      return indicator ? [progressOf(dataset, asked, demand, indicator)] : []
    })
    return { demand, state: stateOf(indicators), indicators }
  })

function progressOf(dataset: Dataset, asked: Asked, demand: Demand, indicator: Indicator): IndicatorProgress {
  const geography = dataset.geographies[asked.vintage]
  const { units } = geography
  const target =
    indicator.targets.find(({ source }) => source === demand.source) ?? indicator.targets[0] ?? null
  const question = { ...asked, indicator, target }
  const attainmentAt = (index: number): Attainment => {
    const value = valueAt(dataset, question, index)
    return {
      code: units[index]?.code ?? '',
      name: units[index]?.name ?? '',
      value,
      isMet: target && surelyMet(value, target.value, indicator.direction),
      attained: target && attained(value.value, target.value, indicator.direction),
    }
  }
  const province = areaIndex(geography, asked.within) ?? -1
  const trend = seriesOf(dataset, question, province)
  return {
    indicator: indicator.id,
    target,
    province: attainmentAt(province),
    districts: indexesWithin(geography, 'district', asked.within).map(attainmentAt),
    trend,
    tendency: tendencyAt(trend, asked.period, indicator.direction),
    collect: isReported(dataset, question, asked.within) ? null : toCollect(dataset, indicator),
  }
}

function tendencyAt(trend: readonly SeriesPoint[], period: Period, direction: Direction) {
  const change: Change | null = trend.find((point) => point.period === period)?.sinceYearAgo ?? null
  return change && tendencyOf(change, direction)
}

/** Met even at the worse end, missed even at the better one, or undecided. */
function surelyMet({ low, high }: Value, target: number, direction: Direction): boolean | null {
  const [worst, best] = direction === 'down' ? [high, low] : [low, high]
  if (isMet(worst, target, direction)) return true
  return isMet(best, target, direction) === false ? false : null
}

/**
 * How much of the way to the target a value is, 0 to 1: the value over the target where more is better, the target
 * over the value where less is.
 * @returns null when the value is unknown or the indicator has no direction
 */
export function attained(value: number | null, target: number, direction: Direction): number | null {
  if (value === null || direction === 'none') return null
  if (isMet(value, target, direction)) return 1
  const share = direction === 'up' ? value / target : target / value
  return Math.min(1, Math.max(0, share))
}

function stateOf(indicators: readonly IndicatorProgress[]): DemandState {
  const reported = indicators.filter(({ province, districts }) =>
    [province, ...districts].some(({ value }) => value.reported > 0),
  )
  if (reported.length === 0) return 'no-data'
  const judged = reported.filter(({ target }) => target !== null).map(({ province }) => province.isMet)
  if (judged.length === 0) return 'no-target'
  if (judged.every((met) => met === true)) return 'met'
  if (judged.some((met) => met === true)) return 'partly'
  return judged.some((met) => met === false) ? 'not-met' : 'open'
}

/** Whether any real figure answers the question, made-up ones aside. */
function isReported(dataset: Dataset, question: Question, within: string | null): boolean {
  // the province is added up from all that was reported or published; a class does not add up
  const level = question.indicator.kind === 'class' ? 'commune' : 'province'
  const indexes = indexesWithin(dataset.geographies[question.vintage], level, within)
  return indexes.some((index) => valueAt(dataset, { ...question, illustrative: false }, index).reported > 0)
}

function toCollect(dataset: Dataset, { numerator, denominator, unreported, reporter }: Indicator): Bilingual {
  const wanted = [numerator, denominator, unreported]
    .map((id) => (id === null ? undefined : dataset.measures.get(id)))
    .filter((measure) => measure !== undefined && measure.kind !== 'unit')
  const list = (language: keyof Bilingual) => wanted.map((measure) => measure?.name[language]).join('; ')
  return {
    vi: `Cần thu thập của từng xã: ${list('vi')}. Đơn vị báo cáo: ${reporter.vi}.`,
    en: `To be collected for each commune: ${list('en')}. Reported by: ${reporter.en}.`,
  }
}
