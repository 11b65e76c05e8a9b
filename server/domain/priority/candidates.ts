import type { Dataset } from '../dataset'
import { valueAt } from '../values'
import type { Criterion, Reading } from './criteria'
import { distanceReading } from './criteria'
import type { Distance } from './distances'
import { distancesOf } from './distances'
import type { Figures } from './figures'
import type { Candidate } from './question'
import type { Rule } from './rules'

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
 * @param kilometres distances by code, as the register of places has them unless told otherwise
 * @throws RangeError when an indicator is not in the catalogue
 */
export function candidatesOf(
  dataset: Dataset,
  figures: Figures,
  index: number,
  indicators: readonly string[],
  kilometres: ReadonlyMap<string, Distance> = distancesOf(
    dataset,
    figures,
    (dataset.geographies[figures.vintage].communesOf[index] ?? []).map(
      (commune) => dataset.geographies[figures.vintage].units[commune]?.code ?? '',
    ),
  ),
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
  const { value, low, high, numerator, denominator, status, sources, asOf, isWithheld } = valueAt(
    dataset,
    { indicator, target: null, ...figures },
    commune,
  )
  const reading = { value, low, high, numerator, denominator, status, sources, asOf }
  return isWithheld ? { ...reading, isWithheld } : reading
}

/** The value is the worse end, as everywhere. */
const measured = ({ low, high, status }: Distance): Reading => ({
  value: high,
  low,
  high,
  numerator: null,
  denominator: null,
  status,
  sources: [],
  asOf: null,
})
