import type { Dataset, Source } from '../dataset'
import { isMet } from '../gap'
import type { Indicator, Target } from '../indicators'
import type { Observation } from '../measures'
import type { Period } from '../periods'
import type { Status } from '../status'
import type { Vintage } from '../units'
import type { Value } from '../value'
import { targetAt, valueAt } from '../values'
import { withReport } from './overlay'

/** One figure, as it counts now and as the report has it. */
export type CellChange = {
  code: string
  measure: string
  period: Period
  before: { value: number; status: Status; source: string } | null
  after: number
}

/** How an indicator of one unit stands; null where it cannot be said. */
export type Side = {
  value: number | null
  numerator: number | null
  denominator: number | null
  lacking: number | null
  status: Status | null
}

/** `met` and `missed` are news: what was met already, or missed already, is `same`. */
export type Turn = 'met' | 'missed' | 'same'

export type IndicatorChange = {
  code: string
  indicator: string
  before: Side
  after: Side
  targets: { target: string; turn: Turn }[]
}

/** What publishing a report would do. */
export type Changes = {
  vintage: Vintage
  period: Period
  cells: CellChange[]
  /** Of its communes, their districts and the province; only what moves. */
  indicators: IndicatorChange[]
  newlyMet: number
  newlyMissed: number
}

export type ReportFigures = {
  vintage: Vintage
  period: Period
  observations: readonly Observation[]
  source: Source
}

/**
 * What would change if the report counted, by putting it on the dataset. Nothing is stored. Comes in steps, one
 * indicator at a time, so that a server can do other work between them; the last step returns the answer.
 * @param wide whether sensitive indicators of the wider units may be told, which sum up what others reported
 */
export function* changesOf(
  dataset: Dataset,
  report: ReportFigures,
  { wide }: { wide: boolean },
): Generator<undefined, Changes> {
  const { vintage, period, observations, source } = report
  const after = withReport(dataset, observations, source)
  const places = placesOf(dataset, vintage, observations)
  const moved: IndicatorChange[] = []
  for (const indicator of touchedBy(dataset, observations)) {
    for (const { index, isWide } of places) {
      if (isWide && indicator.sensitive && !wide) continue
      moved.push(...changeOf({ dataset, after, vintage, period }, indicator, index))
    }
    yield
  }
  const turns = moved.flatMap(({ targets }) => targets.map(({ turn }) => turn))
  return {
    vintage,
    period,
    cells: cellChanges(dataset, report),
    indicators: moved,
    newlyMet: turns.filter((turn) => turn === 'met').length,
    newlyMissed: turns.filter((turn) => turn === 'missed').length,
  }
}

/** Figures that are new, or other than what counts now; one that confirms a made-up figure is new, too. */
function cellChanges(dataset: Dataset, { vintage, observations }: ReportFigures): CellChange[] {
  const { indexOf } = dataset.geographies[vintage]
  return observations.flatMap((figure) => {
    const index = indexOf.get(figure.code)
    const before = index === undefined ? null : cellNow(dataset, figure, index)
    if (index === undefined || (before?.status !== 'illustrative' && before?.value === figure.value))
      return []
    const { code, measure, period, value } = figure
    return [{ code, measure, period, before, after: value }]
  })
}

/** Indicators that a report has figures for, in the order of the catalogue. */
function touchedBy(dataset: Dataset, observations: readonly Observation[]): Indicator[] {
  const touched = new Set(observations.map(({ measure }) => measure))
  return dataset.catalogue.indicators.filter((indicator) =>
    [indicator.numerator, indicator.denominator, indicator.unreported].some(
      (measure) => measure !== null && touched.has(measure),
    ),
  )
}

/** The figure of the very period: one that is only carried on from before is not replaced. */
function cellNow(dataset: Dataset, figure: Observation, index: number): CellChange['before'] {
  for (const layer of ['real', 'illustrative'] as const) {
    const cell = dataset.cellAt(layer, figure.vintage, index, figure.measure, figure.period)
    if (cell?.period === figure.period) {
      return { value: cell.value, status: cell.status, source: cell.source }
    }
  }
  return null
}

/** The units that the report speaks of and all that they lie in, the widest first. */
function placesOf(dataset: Dataset, vintage: Vintage, observations: readonly Observation[]) {
  const { units, indexOf } = dataset.geographies[vintage]
  const own = new Set(observations.map(({ code }) => code))
  const all = new Set<number>()
  for (const code of own) {
    let index = indexOf.get(code)
    while (index !== undefined) {
      all.add(index)
      index = indexOf.get(units[index]?.parent ?? '')
    }
  }
  return [...all]
    .sort((a, b) => a - b)
    .map((index) => ({ index, isWide: !own.has(units[index]?.code ?? '') }))
}

type World = { dataset: Dataset; after: Dataset; vintage: Vintage; period: Period }

function changeOf({ dataset, after, vintage, period }: World, indicator: Indicator, index: number) {
  const asked = { indicator, vintage, period, illustrative: dataset.hasIllustrative }
  const [first = null] = indicator.targets
  const was = valueAt(dataset, { ...asked, target: first }, index)
  const is = valueAt(after, { ...asked, target: first }, index)
  const unit = dataset.geographies[vintage].units[index]
  if (!unit || isSame(was, is)) return []
  const targets = indicator.targets.flatMap((target) => {
    const held = targetAt(target, unit.level)
    return held === null ? [] : [{ target: target.id, turn: turnOf(indicator, held, was, is) }]
  })
  return [{ code: unit.code, indicator: indicator.id, before: sideOf(was), after: sideOf(is), targets }]
}

const isSame = (a: Value, b: Value): boolean =>
  a.value === b.value &&
  a.numerator === b.numerator &&
  a.denominator === b.denominator &&
  a.status === b.status

const sideOf = ({ value, numerator, denominator, lacking, status }: Value): Side => ({
  value,
  numerator,
  denominator,
  lacking,
  status,
})

/** A target that was met by made-up figures alone was not met before. */
function turnOf({ direction }: Indicator, target: Target, was: Value, is: Value): Turn {
  const before = was.status === 'illustrative' ? null : isMet(was.value, target.value, direction)
  const after = is.status === 'illustrative' ? null : isMet(is.value, target.value, direction)
  if (after === true && before !== true) return 'met'
  return after === false && before === true ? 'missed' : 'same'
}
