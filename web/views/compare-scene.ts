import type { Target } from '#domain/indicators'
import type { Catalogue, CatalogueIndicator, CompareAnswer, ComparisonQuestion, Units } from '../api'
import type { Comparison } from '#domain/view/comparison'
import { mostColumns } from '#domain/view/comparison'
import type { View } from '#domain/view/address'

export type CompareUnit = Units[number]
export type CompareRows = CompareAnswer['table']['rows']

/** All that the comparison shows at one moment; every part answers the same question. */
export type CompareScene = {
  asked: ComparisonQuestion
  answer: CompareAnswer
  catalogue: Catalogue
  units: ReadonlyMap<string, CompareUnit>
  /** The indicator of each column. */
  indicators: readonly CatalogueIndicator[]
  /** The column in focus, its indicator and target. */
  at: number
  indicator: CatalogueIndicator
  target: Target | null
}

/** Whether the units on the screen cannot have a value, because a class holds for single communes only. */
export const isNotSummed = ({ indicator, asked }: CompareScene): boolean =>
  indicator.kind === 'class' && asked.district === null

const idOf = (column: string): string => column.split('@')[0] ?? column

/** The columns to ask for: those chosen, the indicator in focus among them with its target, in front if it was not. */
export function columnsOf(
  { columns }: Comparison,
  { indicator, target }: Pick<View, 'indicator' | 'target'>,
) {
  const chosen = columns.find((column) => idOf(column) === indicator)
  const focus = target === null ? (chosen ?? indicator) : `${indicator}@${target}`
  const all =
    chosen === undefined ? [focus, ...columns] : columns.map((column) => (column === chosen ? focus : column))
  return { focus, columns: all.slice(0, mostColumns) }
}

type Parts = Pick<CompareScene, 'asked' | 'answer' | 'catalogue' | 'units'>

/** Joins an answer with what the catalogue says of its indicators; null when the catalogue does not know them. */
export function compareSceneOf({ asked, answer, catalogue, units }: Parts): CompareScene | null {
  const known = new Map(catalogue.indicators.map((indicator) => [indicator.id, indicator]))
  const indicators = answer.table.columns.flatMap((column) => known.get(column.indicator) ?? [])
  if (indicators.length !== answer.table.columns.length) return null
  const at = asked.indicators.indexOf(asked.equity)
  const indicator = indicators[at]
  if (indicator === undefined) return null
  const target = answer.table.columns[at]?.target ?? null
  return { asked, answer, catalogue, units, indicators, at, indicator, target }
}
