import { mergeClasses } from './crosswalk'
import type { Cell } from './columns'
import type { Dataset } from './dataset'
import { counterpartsOf } from './dataset'
import type { Counting } from './commune-total'
import { firstCell, wantedLayers } from './layers'
import { older } from './periods'
import { estimatedFrom, weakest } from './status'
import { otherVintage } from './units'
import type { Value } from './value'
import { unknownValue } from './value'

/**
 * Value of a class indicator (a zone), which is about single communes: above them the class has no meaning.
 * A commune without a class of its own takes the highest of the units it was made of, or that of the one it is in.
 */
export function classValueAt(dataset: Dataset, counting: Counting, index: number): Value {
  const { indicator, vintage, period, illustrative } = counting
  if (dataset.geographies[vintage].units[index]?.level !== 'commune') return { ...unknownValue, parts: 0 }
  const highest = Math.max(...indicator.classes.map((label) => label.value))
  const others = counterpartsOf(dataset, vintage, index)
  const attempts = illustrative ? [wantedLayers(false), wantedLayers(true)] : [wantedLayers(false)]
  for (const layers of attempts) {
    const own = firstCell(dataset, layers, vintage, index, indicator.numerator, period)
    if (own) return classValue(own.value, [own], 1)
    const cells = others.map((other) =>
      other.index === null
        ? null
        : firstCell(dataset, layers, otherVintage(vintage), other.index, indicator.numerator, period),
    )
    if (cells.some((cell) => cell?.withheld !== undefined)) {
      return classValue(
        NaN,
        cells.filter((cell) => cell !== null),
        cells.length,
      )
    }
    const merged = mergeClasses(
      cells.map((cell) => cell?.value ?? null),
      highest,
    )
    if (merged === null) continue
    const value = classValue(
      merged,
      cells.filter((cell) => cell !== null),
      cells.length,
    )
    return { ...value, status: value.status && estimatedFrom(value.status) }
  }
  return unknownValue
}

const classValue = (value: number, cells: readonly Cell[], parts: number): Value => ({
  ...unknownValue,
  ...(cells.some((cell) => cell.withheld !== undefined)
    ? { isWithheld: true as const }
    : { value, low: value, high: value }),
  reported: cells.length,
  parts,
  status: cells.map((cell) => cell.status).reduce(weakest, null),
  sources: [...new Set(cells.map((cell) => cell.source))].sort(),
  asOf: cells.map((cell) => cell.period).reduce(older, null),
})
