import { merge, mergeClasses, mergeFlags, shareOut, shareOutFlag } from './crosswalk'
import type { Cell, Dataset, Layer } from './dataset'
import type { Indicator, Target } from './indicators'
import type { Period } from './periods'
import { estimatedFrom, weakest } from './status'
import type { Part, Total } from './total'
import { addAll, nothing, totalOf } from './total'
import type { Level, Vintage } from './units'
import { otherVintage } from './units'
import type { Value } from './value'
import { unknownValue, valueOf } from './value'

/** What is asked of the dataset: one indicator in one geography and period, with or without made-up figures. */
export type Question = {
  indicator: Indicator
  vintage: Vintage
  period: Period
  illustrative: boolean
  target: Target | null
}

/** Values of all units of a level, in the order of `geography.atLevel[level]`. */
export const valuesAt = (dataset: Dataset, question: Question, level: Level): Value[] =>
  dataset.geographies[question.vintage].atLevel[level].map((index) => valueAt(dataset, question, index))

/** Value of one unit, by its index in the geography. */
export function valueAt(dataset: Dataset, question: Question, index: number): Value {
  const { indicator, target, vintage } = question
  if (indicator.kind === 'class') return classValueAt(dataset, question, index)
  const geography = dataset.geographies[vintage]
  const unit = geography.units[index]
  if (!unit) return unknownValue
  if (unit.level === 'commune') {
    return valueOf(indicator, applies(target, 'commune'), communeTotal(dataset, question, index))
  }
  return combine(
    dataset,
    question,
    geography.communesOf[index] ?? [],
    publishedTotal(dataset, question, index),
  )
}

/**
 * Value of a set of communes taken together: rates from summed counts, lacking as the sum of what each lacks
 * (unless the target is for the whole), never the mean of rates.
 */
export const valueOfCommunes = (dataset: Dataset, question: Question, communes: readonly number[]): Value =>
  combine(dataset, question, communes, null)

function combine(
  dataset: Dataset,
  question: Question,
  communes: readonly number[],
  published: Total | null,
): Value {
  const { indicator, target } = question
  const totals = communes.map((commune) => communeTotal(dataset, question, commune))
  const whole = valueOf(indicator, target, published ?? addAll(totals))
  if (target === null || target.scope === 'overall' || published !== null) return whole
  const each = totals.map((total) => valueOf(indicator, target, total))
  return {
    ...whole,
    lacking: sumOrNull(each.map((value) => worstLacking(value, question))),
    lackingLeast: sumOrNull(each.map((value) => value.lackingLeast ?? 0)),
  }
}

/** A commune that did not report lacks, at worst, all that its denominator holds. */
function worstLacking(value: Value, { indicator, target }: Question): number | null {
  if (value.lacking !== null || value.denominator === null || target === null) return value.lacking
  const silent = {
    ...nothing,
    denominator: value.denominator,
    open: value.denominator,
    reported: 1,
    parts: 1,
  }
  return valueOf(indicator, target, silent).lacking
}

const sumOrNull = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)

/** A target for the province as a whole says nothing about a single commune. */
const applies = (target: Target | null, level: Level): Target | null =>
  target !== null && target.scope === 'overall' && level === 'commune' ? null : target

const totalsOf = new WeakMap<Dataset, Map<string, Map<number, Total>>>()

/**
 * Counts of one commune. Tried in this order: reported in this geography, reported in the other one and brought
 * here through the crosswalk, then the same with made-up figures if they are wanted.
 */
function communeTotal(dataset: Dataset, question: Question, index: number): Total {
  const { indicator, vintage, period, illustrative } = question
  const key = `${indicator.id}/${vintage}/${period}/${illustrative}`
  const cache = totalsOf.get(dataset) ?? new Map<string, Map<number, Total>>()
  totalsOf.set(dataset, cache)
  const known = cache.get(key) ?? new Map<number, Total>()
  cache.set(key, known)
  const cached = known.get(index)
  if (cached) return cached
  const total = findTotal(dataset, question, index)
  known.set(index, total)
  return total
}

function findTotal(dataset: Dataset, question: Question, index: number): Total {
  const isRate = question.indicator.denominator !== null
  const layers: Layer[] = question.illustrative ? ['real', 'illustrative'] : ['real']
  let silent: Total | null = null
  for (const numeratorLayer of layers) {
    const own = totalOf(partAt(dataset, question, question.vintage, index, numeratorLayer), isRate)
    if (own.reported > 0) return own
    const brought = throughCrosswalk(dataset, question, index, numeratorLayer)
    if (brought.reported > 0) return brought
    // nobody reported: keep whichever side at least knows the denominator
    if (silent === null || silent.unbounded > 0) silent = own.unbounded === 0 ? own : brought
  }
  return silent ?? totalOf(noPart, isRate)
}

const noPart: Part = {
  numerator: null,
  denominator: null,
  unreported: 0,
  status: null,
  sources: [],
  period: null,
}

/** What a unit itself reported; its denominator may come from either layer, a real one first. */
function partAt(
  dataset: Dataset,
  question: Question,
  vintage: Vintage,
  index: number,
  numeratorLayer: Layer,
): Part {
  const { indicator, period } = question
  const numerator = dataset.cellAt(numeratorLayer, vintage, index, indicator.numerator, period)
  const denominator = denominatorAt(dataset, question, vintage, index)
  const unreported =
    indicator.unreported === null || numerator === null
      ? null
      : dataset.cellAt(numeratorLayer, vintage, index, indicator.unreported, period)
  return {
    numerator: numerator?.value ?? null,
    denominator: denominator === null ? null : denominator.value,
    unreported: unreported?.value ?? 0,
    status: weakest(numerator?.status ?? null, denominator?.status ?? null),
    sources: [...new Set([numerator?.source, denominator?.source])].filter((id) => id !== undefined).sort(),
    period: numerator?.period ?? null,
  }
}

function denominatorAt(
  dataset: Dataset,
  { indicator, period, illustrative }: Question,
  vintage: Vintage,
  index: number,
): (Partial<Cell> & Pick<Cell, 'value'>) | null {
  const id = indicator.denominator
  if (id === null) return null
  if (dataset.measures.get(id)?.kind === 'unit') {
    return { value: dataset.geographies[vintage].communesOf[index]?.length ?? 0 }
  }
  return (
    dataset.cellAt('real', vintage, index, id, period) ??
    (illustrative ? dataset.cellAt('illustrative', vintage, index, id, period) : null)
  )
}

function throughCrosswalk(dataset: Dataset, question: Question, index: number, layer: Layer): Total {
  const { vintage, indicator } = question
  const isRate = indicator.denominator !== null
  const other = otherVintage(vintage)
  const code = dataset.geographies[vintage].units[index]?.code ?? ''
  const isFlag = dataset.measures.get(indicator.numerator)?.kind === 'flag'
  const totalAt = (unitCode: string): Total => {
    const there = dataset.geographies[other].indexOf.get(unitCode)
    return there === undefined
      ? totalOf(noPart, isRate)
      : totalOf(partAt(dataset, question, other, there, layer), isRate)
  }
  if (vintage === '2025') {
    const olds = (dataset.crosswalk.byNew.get(code) ?? []).map((link) => ({
      total: totalAt(link.from),
      weight: link.weight,
    }))
    if (olds.length === 0) return totalOf(noPart, isRate)
    return isFlag ? mergeFlags(olds.map(({ total }) => total)) : merge(olds)
  }
  const news = dataset.crosswalk.byOld.get(code) ?? []
  const first = news[0]
  if (!first) return totalOf(noPart, isRate)
  return isFlag
    ? shareOutFlag(totalAt(first.to), dataset.crosswalk.byNew.get(first.to)?.length ?? 1)
    : shareOut(news.map((link) => ({ total: totalAt(link.to), shareOfTarget: link.shareOfTarget })))
}

/** What was published for a district or the province itself; it outranks a sum of communes. */
function publishedTotal(dataset: Dataset, question: Question, index: number): Total | null {
  const isRate = question.indicator.denominator !== null
  const own = totalOf(partAt(dataset, question, question.vintage, index, 'real'), isRate)
  return own.reported > 0 ? own : null
}

/** Class indicators are about single communes; above them the class has no meaning. */
function classValueAt(dataset: Dataset, question: Question, index: number): Value {
  const { indicator, vintage, period, illustrative } = question
  if (dataset.geographies[vintage].units[index]?.level !== 'commune') return { ...unknownValue, parts: 0 }
  const layers: Layer[] = illustrative ? ['real', 'illustrative'] : ['real']
  const highest = Math.max(...indicator.classes.map((label) => label.value))
  for (const layer of layers) {
    const own = dataset.cellAt(layer, vintage, index, indicator.numerator, period)
    if (own) return classValue(own.value, [own], false)
    const cells = counterparts(dataset, vintage, index).map((there) =>
      there === undefined
        ? null
        : dataset.cellAt(layer, otherVintage(vintage), there, indicator.numerator, period),
    )
    const value =
      cells.length === 0
        ? null
        : mergeClasses(
            cells.map((cell) => cell?.value ?? null),
            highest,
          )
    if (value !== null)
      return classValue(
        value,
        cells.filter((cell) => cell !== null),
        true,
      )
  }
  return unknownValue
}

function classValue(value: number, cells: readonly Cell[], isComputed: boolean): Value {
  const status = cells.map((cell) => cell.status).reduce((a, b) => weakest(a, b) ?? b)
  return {
    ...unknownValue,
    value,
    low: value,
    high: value,
    reported: cells.length,
    parts: cells.length,
    status: isComputed ? estimatedFrom(status) : status,
    sources: [...new Set(cells.map((cell) => cell.source))].sort(),
    asOf: cells[0]?.period ?? null,
  }
}

/** Indexes, in the other vintage, of the units that became this one or that it became. */
function counterparts(dataset: Dataset, vintage: Vintage, index: number): (number | undefined)[] {
  const code = dataset.geographies[vintage].units[index]?.code ?? ''
  const other = dataset.geographies[otherVintage(vintage)]
  const codes =
    vintage === '2025'
      ? (dataset.crosswalk.byNew.get(code) ?? []).map((link) => link.from)
      : (dataset.crosswalk.byOld.get(code) ?? []).map((link) => link.to)
  return codes.map((there) => other.indexOf.get(there))
}
