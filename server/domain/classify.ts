import { ckmeans, quantileSorted } from 'simple-statistics'
import type { Direction } from './indicators'

export const classMethods = ['target', 'quantile', 'jenks', 'fixed'] as const
export type ClassMethod = (typeof classMethods)[number]

/** A map never has more classes than the eye can tell apart. */
export const maxClasses = 7

/**
 * Class of a value: how many of the ascending `breaks` it has reached, 0 to breaks.length.
 * Half-open, so a value on a break belongs to the class above it. Null has no class.
 */
export function classOf(value: number | null, breaks: readonly number[]): number | null {
  if (value === null) return null
  return breaks.filter((lower) => value >= leastAt(lower)).length
}

/** The least value that counts as having reached a break: a rate from counts may miss it by the last binary digit. */
export const leastAt = (lower: number): number => lower - Math.abs(lower) * 1e-12

/** The least value above zero: as a break it keeps "none at all" in a class of its own. */
export const aboveZero = Number.MIN_VALUE

/** The least value above a limit: as a break it keeps "at the limit" in the class below. */
export const justAbove = (limit: number): number => limit + Math.max(Math.abs(limit), 1) * 1e-9

/**
 * Five classes that follow the target. Where more is better: none at all, three steps of a third of the way,
 * at target. Where less is better: at or below the target, then up to 1⅓, 1⅔, 2 times the target, and beyond.
 * A target of zero leaves no steps: only "none at all" and "some".
 */
export function targetBreaks(target: number, direction: Direction): number[] {
  if (target <= 0) return [aboveZero]
  return direction === 'down'
    ? [justAbove(target), (target * 4) / 3, (target * 5) / 3, target * 2]
    : [aboveZero, target / 3, (target * 2) / 3, target]
}

/** Classes of about equally many units, none of them empty. Fewer classes when values repeat. */
export function quantileBreaks(values: readonly number[], classes: number): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const cuts = Array.from({ length: classes - 1 }, (_, i) => quantileSorted(sorted, (i + 1) / classes))
  // a cut halfway between two values might leave a class without any: each class begins with one of its own
  const begins = cuts.map((cut) => sorted.find((value) => value >= cut) ?? Infinity)
  return distinctAbove(begins, sorted[0] ?? 0)
}

/** Natural breaks: the classes that vary least within themselves (Jenks, by the exact ckmeans). */
export function jenksBreaks(values: readonly number[], classes: number): number[] {
  const kinds = new Set(values).size
  if (kinds === 0 || classes < 2) return []
  const clusters = ckmeans([...values], Math.min(classes, kinds))
  return distinctAbove(
    clusters.slice(1).map((cluster) => cluster[0] ?? NaN),
    Math.min(...values),
  )
}

const distinctAbove = (cuts: readonly number[], least: number): number[] =>
  [...new Set(cuts)].filter((cut) => cut > least).sort((a, b) => a - b)

/** How many values fall into each class, `breaks.length + 1` figures; nulls are left out. */
export function classCounts(values: readonly (number | null)[], breaks: readonly number[]): number[] {
  const counts = Array.from({ length: breaks.length + 1 }, () => 0)
  for (const value of values) {
    const index = classOf(value, breaks)
    if (index !== null) counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}
