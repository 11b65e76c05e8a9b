import type { RateInterval } from './child-level'
import { rateIntervalAt, rateIntervalOf } from './child-level'
import type { Dataset } from './dataset'
import type { Geography } from './geography'
import { areaIndex, indexesWithin } from './geography'
import type { FunnelLimits, FunnelPlace } from './funnel'
import { funnelCurve, funnelPlace } from './funnel'
import { isMet } from './gap'
import type { Indicator, Target } from './indicators'
import { scales } from './indicators'
import type { Interval } from './interval'
import { shareDifference } from './interval'
import type { Outcome } from './outcome'
import type { Period } from './periods'
import { endOf } from './periods'
import type { Change } from './series'
import { changeOf, tendencyOf } from './series'
import type { Level, Unit, Vintage } from './units'
import type { Value } from './value'
import type { Question } from './values'
import { valueAt, valueOfCommunes } from './values'

/** The units of a comparison: those of a level (perhaps of one district), or a list in the order wanted. */
export type Compared =
  { level: Extract<Level, 'district' | 'commune'>; district: string | null } | { codes: readonly string[] }

export type CompareRequest = {
  vintage: Vintage
  period: Period
  /** Since when the change is told; null for none. */
  base: Period | null
  illustrative: boolean
  /** Code of the province that the units are compared in; null is all there is. */
  within: string | null
  compared: Compared
  columns: readonly { indicator: Indicator; target: Target | null }[]
}

export const marks = [
  'missing',
  'withheld',
  'partial',
  'small',
  'estimated',
  'illustrative',
  'older',
] as const
/**
 * What a reader must know about a cell: no value; one that is kept back; parts unreported; too few for a stable rate;
 * computed; made up; from an earlier period than asked for.
 */
export type Mark = (typeof marks)[number]

export type CompareCell = {
  value: Value
  isMet: boolean | null
  /** Since the base period. */
  change: Change | null
  tendency: 'better' | 'worse' | 'same' | null
  interval: RateInterval
  /** Where the rate lies in the funnel around the province; null where there is no interval. */
  place: FunnelPlace | null
  marks: Mark[]
}

export type CompareRow = { unit: Unit; cells: CompareCell[] }

export type CompareColumn = {
  indicator: string
  target: Target | null
  /** Limits at sizes between the smallest and the largest unit, in the indicator's unit. Null for complete counts. */
  funnel: { centre: number; curve: ({ size: number } & FunnelLimits)[] } | null
}

export type CompareTable = {
  columns: CompareColumn[]
  rows: CompareRow[]
  /** All compared units taken together, from their counts; `unit` where they are exactly one wider unit. */
  total: { unit: Unit | null; cells: CompareCell[] }
}

/** Indexes of the compared units. @throws RangeError when the vintage has no unit with one of the codes */
export function comparedIndexes(
  geography: Geography,
  { within, compared }: Pick<CompareRequest, 'within' | 'compared'>,
): readonly number[] {
  if ('level' in compared) return indexesWithin(geography, compared.level, compared.district ?? within)
  return compared.codes.map((code) => {
    const index = geography.indexOf.get(code)
    if (index === undefined) {
      throw new RangeError(`vintage ${geography.vintage} has no unit with the code "${code}"`)
    }
    return index
  })
}

/**
 * Units side by side: each cell with its value, gap and what is lacking, its change, and what chance allows to say.
 * @throws RangeError when the vintage has no unit with one of the codes
 */
export function compareTable(dataset: Dataset, request: CompareRequest): CompareTable {
  const geography = dataset.geographies[request.vintage]
  const asked = request.columns.map((column) => askedOf(dataset, request, column))
  const indexes = comparedIndexes(geography, request)
  const rows = indexes.flatMap((index) => {
    const unit = geography.units[index]
    return unit ? [{ unit, cells: asked.map((column) => cellAt(dataset, request, column, index)) }] : []
  })
  const together = togetherOf(geography, indexes)
  return {
    columns: asked.map(({ question, centre }, at) => ({
      indicator: question.indicator.id,
      target: question.target,
      funnel:
        centre === null
          ? null
          : { centre, curve: curveOf(rows, at, centre, scales[question.indicator.unit]) },
    })),
    rows,
    total: {
      unit: together.index === null ? null : (geography.units[together.index] ?? null),
      cells: asked.map((column) =>
        together.index === null
          ? cellOf(dataset, request, column, together.communes, (question) =>
              valueOfCommunes(dataset, question, together.communes),
            )
          : cellAt(dataset, request, column, together.index),
      ),
    },
  }
}

/** A column as it is asked, with the rate of the province that the funnel stands around. */
type Asked = { question: Question; centre: number | null }

function askedOf(
  dataset: Dataset,
  { vintage, within, period, illustrative }: CompareRequest,
  { indicator, target }: CompareRequest['columns'][number],
): Asked {
  const question = { indicator, target, vintage, period, illustrative }
  const province = areaIndex(dataset.geographies[vintage], within)
  const interval = province === undefined ? null : rateIntervalAt(dataset, question, province)
  return { question, centre: interval?.kind === 'value' ? interval.value : null }
}

/** The communes of the compared units, and the unit that consists of exactly these, if there is one. */
function togetherOf(geography: Geography, indexes: readonly number[]) {
  const communes = [...new Set(indexes.flatMap((index) => geography.communesOf[index] ?? []))]
  const wider = [...geography.atLevel.province, ...geography.atLevel.district]
  const all = new Set(communes)
  const same = wider.find((index) => {
    const inside = geography.communesOf[index] ?? []
    return inside.length === all.size && inside.every((commune) => all.has(commune))
  })
  return { communes, index: same ?? null }
}

const cellAt = (dataset: Dataset, request: CompareRequest, asked: Asked, index: number): CompareCell =>
  cellOf(dataset, request, asked, dataset.geographies[request.vintage].communesOf[index] ?? [], (question) =>
    valueAt(dataset, question, index),
  )

function cellOf(
  dataset: Dataset,
  { base, period }: CompareRequest,
  { question, centre }: Asked,
  communes: readonly number[],
  valueFor: (question: Question) => Value,
): CompareCell {
  const { indicator, target } = question
  const value = valueFor(question)
  const change = base === null ? null : changeOf(valueFor({ ...question, period: base }), value)
  const interval = rateIntervalOf(dataset, question, value, communes)
  const place =
    interval.kind === 'value' && centre !== null
      ? funnelPlace(interval, centre / scales[indicator.unit])
      : null
  return {
    value,
    isMet: target === null ? null : isMet(value.value, target.value, indicator.direction),
    change,
    tendency: change && tendencyOf(change, indicator.direction),
    interval,
    place: place?.kind === 'value' ? place.place : null,
    marks: marksOf(value, period),
  }
}

function marksOf(value: Value, period: Period): Mark[] {
  const told: Record<Mark, boolean> = {
    missing: value.value === null && !value.isWithheld,
    withheld: value.isWithheld === true,
    partial: value.value !== null && value.low !== value.high,
    small: value.unstable,
    estimated: value.status === 'estimated',
    illustrative: value.status === 'illustrative',
    older: value.asOf !== null && endOf(value.asOf) < endOf(period),
  }
  return marks.filter((mark) => told[mark])
}

function curveOf(rows: readonly CompareRow[], at: number, centre: number, scale: number) {
  const sizes = rows.flatMap(({ cells }) => {
    const interval = cells[at]?.interval
    return interval?.kind === 'value' ? [interval.denominator] : []
  })
  if (sizes.length === 0) return []
  return funnelCurve(Math.min(...sizes), Math.max(...sizes), centre / scale).map(
    ({ size, low998, low95, high95, high998 }) => ({
      size,
      low998: low998 * scale,
      low95: low95 * scale,
      high95: high95 * scale,
      high998: high998 * scale,
    }),
  )
}

/**
 * Difference of two cells of one indicator, a − b, in its unit, and whether chance alone could make it.
 * Complete counts have no interval: their difference is real.
 */
export function differenceBetween(
  a: CompareCell,
  b: CompareCell,
  { unit }: Indicator,
): Outcome<{ difference: number; withinChance: boolean } & Interval> {
  if (a.interval.kind === 'unavailable') return a.interval
  if (b.interval.kind === 'unavailable') return b.interval
  const answer = shareDifference(a.interval, b.interval)
  if (answer.kind === 'unavailable') return answer
  const scale = scales[unit]
  return {
    kind: 'value',
    difference: answer.difference * scale,
    low: answer.low * scale,
    high: answer.high * scale,
    withinChance: answer.low <= 0 && answer.high >= 0,
  }
}
