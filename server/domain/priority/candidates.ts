import type { Dataset } from '../dataset'
import type { Period } from '../periods'
import type { Vintage } from '../units'
import { valueAt } from '../values'
import type { Criterion, Reading } from './criteria'
import { distanceReading } from './criteria'
import type { Candidate } from './question'
import type { Rule } from './rules'

/** Which figures a question is about. */
export type Figures = { vintage: Vintage; period: Period; illustrative: boolean }

/** The indicators that criteria and rules read. */
export const readingsNeeded = (criteria: readonly Criterion[], rules: readonly Rule[]): string[] =>
  [
    ...new Set([
      ...criteria.map(({ reads }) => reads),
      ...rules.flatMap(({ any }) => any.map(({ reads }) => reads)),
    ]),
  ].filter((reads) => reads !== distanceReading)

/**
 * The communes of a unit (of the province for all) with their readings, in code order.
 * @param index the unit in the geography of the vintage
 * @param indicators ids, from {@link readingsNeeded}
 * @param kilometres distance to the nearest facility by code, where positions are known
 * @throws RangeError when an indicator is not in the catalogue
 */
export function candidatesOf(
  dataset: Dataset,
  figures: Figures,
  index: number,
  indicators: readonly string[],
  kilometres: ReadonlyMap<string, number> = new Map(),
): Candidate[] {
  const geography = dataset.geographies[figures.vintage]
  return (geography.communesOf[index] ?? []).map((commune) => {
    const code = geography.units[commune]?.code ?? ''
    const readings: Record<string, Reading> = Object.fromEntries(
      indicators.map((id) => [id, readingOf(dataset, figures, id, commune)]),
    )
    const distance = kilometres.get(code)
    if (distance !== undefined) readings[distanceReading] = measured(distance)
    return { code, readings }
  })
}

function readingOf(dataset: Dataset, figures: Figures, id: string, commune: number): Reading {
  const indicator = dataset.indicators.get(id)
  if (!indicator) throw new RangeError(`there is no indicator "${id}" in the catalogue`)
  const { value, low, high, numerator, denominator, status, sources, asOf } = valueAt(
    dataset,
    { indicator, target: null, ...figures },
    commune,
  )
  return { value, low, high, numerator, denominator, status, sources, asOf }
}

const measured = (value: number): Reading => ({
  value,
  low: value,
  high: value,
  numerator: null,
  denominator: null,
  status: 'reported',
  sources: [],
  asOf: null,
})
