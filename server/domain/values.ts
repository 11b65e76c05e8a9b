import { classValueAt } from './class-value'
import type { Counting } from './commune-total'
import { communeTotal, disclosed, publishedTotal } from './commune-total'
import type { Dataset } from './dataset'
import type { Target } from './indicators'
import { endOf } from './periods'
import type { Total } from './total'
import { addAll, nothing } from './total'
import type { Level } from './units'
import type { Value } from './value'
import { unknownValue, valueOf, withoutHair } from './value'

/** What is asked of the dataset: one indicator in one geography and period, measured against a target or none. */
export type Question = Counting & { target: Target | null }

/** Values of some units, by their indexes in the geography and in their order. */
export const valuesAt = (dataset: Dataset, question: Question, indexes: readonly number[]): Value[] =>
  indexes.map((index) => valueAt(dataset, question, index))

/** Value of one unit, by its index in the geography. */
export function valueAt(dataset: Dataset, question: Question, index: number): Value {
  const { indicator, target, vintage } = question
  if (indicator.kind === 'class') return classValueAt(dataset, question, index)
  const geography = dataset.geographies[vintage]
  const unit = geography.units[index]
  if (!unit) return unknownValue
  if (unit.level === 'commune') {
    return valueOf(indicator, targetAt(target, 'commune'), communeTotal(dataset, question, index))
  }
  const parts = partsOf(dataset, question, index)
  return combine(question, parts, disclosed(dataset, question, index, addAll(parts)))
}

/**
 * Value of a set of communes taken together: rates from summed counts, lacking as the sum of what each lacks
 * (unless the target is for the whole), never the mean of rates.
 */
export const valueOfCommunes = (dataset: Dataset, question: Question, communes: readonly number[]): Value =>
  combine(
    question,
    communes.map((commune) => communeTotal(dataset, question, commune)),
  )

/** Counts of one unit, added up. */
export const totalAt = (dataset: Dataset, question: Question, index: number): Total =>
  addAll(partsOf(dataset, question, index))

/** What a wider unit is added up from: its communes, or what was published for it or for a district of it. */
function partsOf(dataset: Dataset, question: Question, index: number): Total[] {
  const { units, childrenOf, communesOf } = dataset.geographies[question.vintage]
  if (units[index]?.level === 'commune') return [communeTotal(dataset, question, index)]
  const published = publishedTotal(dataset, question, index)
  if (published !== null) {
    const communes = (communesOf[index] ?? []).map((commune) => communeTotal(dataset, question, commune))
    if (!isSuperseded(published, addAll(communes))) return [published]
  }
  return (childrenOf[index] ?? []).flatMap((child) => partsOf(dataset, question, child))
}

/** A published figure outranks the sum of the communes until all of them have reported for a later period. */
const isSuperseded = (published: Total, sum: Total): boolean =>
  sum.parts > 0 &&
  sum.reported === sum.parts &&
  sum.status !== 'illustrative' &&
  sum.asOf !== null &&
  published.asOf !== null &&
  endOf(sum.asOf) > endOf(published.asOf)

function combine(question: Question, totals: readonly Total[], sum = addAll(totals)): Value {
  const { indicator, target } = question
  const whole = valueOf(indicator, target, sum)
  if (target === null || target.scope === 'overall' || whole.isWithheld) return whole
  const each = totals.map((total) => valueOf(indicator, target, total))
  return {
    ...whole,
    lacking: sumOrNull(each.map((value) => worstLacking(value, question))),
    lackingLeast: sumOrNull(each.map((value) => value.lackingLeast ?? 0)),
  }
}

/** A part that did not report lacks, at worst, all that its denominator (or the target of a count) holds. */
function worstLacking(value: Value, { indicator, target }: Question): number | null {
  if (value.lacking !== null || target === null || value.isWithheld) return value.lacking
  const isRate = indicator.denominator !== null
  if (isRate && value.denominator === null) return null
  const holds = value.denominator ?? 0
  const silent = {
    ...nothing,
    denominator: holds,
    open: holds,
    reported: 1,
    unbounded: isRate ? 0 : 1,
    parts: 1,
  }
  return valueOf(indicator, target, silent).lacking
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  let sum = 0
  for (const value of values) {
    if (value === null) return null
    sum += value
  }
  return withoutHair(sum)
}

/** The target as it holds at a level: one for the province as a whole says nothing about a single commune. */
export const targetAt = (target: Target | null, level: Level): Target | null =>
  target !== null && target.scope === 'overall' && level === 'commune' ? null : target
