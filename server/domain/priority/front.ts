import type { Explanation } from './rank'

/**
 * Codes of the units that no choice of weights can put behind another for good: no unit of the same tier is at least
 * as needy in every weighted criterion and needier in one (the Pareto front of each tier). Needs are taken by the end
 * the list is ranked by.
 */
export function paretoFront(ranking: readonly Explanation[]): string[] {
  const end = ranking[0]?.end === 'best' ? 'low' : 'high'
  const needs = ranking.map((unit) => unit.contributions.map(({ need }) => need[end]))
  return ranking
    .filter(
      (unit, i) => !ranking.some((other, j) => other.tier === unit.tier && dominates(needs[j], needs[i])),
    )
    .map(({ code }) => code)
}

function dominates(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.every((need, i) => need >= (b[i] ?? 0)) && a.some((need, i) => need > (b[i] ?? 0))
}
