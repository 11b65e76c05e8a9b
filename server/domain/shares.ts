import type { Dataset } from './dataset'
import { counterpartsOf } from './dataset'
import { firstCell, wantedLayers } from './layers'
import type { Period } from './periods'
import { endOf } from './periods'
import { sensitiveMeasures } from './privacy/withholding'

/**
 * What part of a merged commune an old one is, 0 to 1, for sharing a figure of the merged one out.
 * By the measure's own last known size in each old commune (a hamlet-rich commune gets more villages), which
 * keeps rates and sums; by area where a size is not known for all of them, or tells of a sensitive matter: what is made
 * of a withheld figure would give it away. The parts of one commune add to 1.
 * @param index old commune, in vintage 2024
 */
export function shareOfMerged(
  dataset: Dataset,
  index: number,
  { measure, period, illustrative }: { measure: string; period: Period; illustrative: boolean },
): number {
  const [into] = counterpartsOf(dataset, '2024', index)
  if (!into) return 0
  if (sensitiveMeasures(dataset.catalogue).has(measure)) return into.link.shareOfTarget
  const olds = into.index === null ? [] : counterpartsOf(dataset, '2025', into.index)
  const sizes = olds.map((old) =>
    old.index === null ? null : lastKnown(dataset, old.index, measure, period, illustrative),
  )
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  const own = sizes[olds.findIndex((old) => old.index === index)] ?? null
  return own === null || total === 0 || sizes.includes(null) ? into.link.shareOfTarget : own / total
}

function lastKnown(
  dataset: Dataset,
  index: number,
  measure: string,
  period: Period,
  illustrative: boolean,
): number | null {
  const earlier = dataset.periods.filter((candidate) => endOf(candidate) <= endOf(period)).reverse()
  for (const candidate of earlier) {
    const cell = firstCell(dataset, wantedLayers(illustrative), '2024', index, measure, candidate)
    if (cell) return cell.value
  }
  return null
}
