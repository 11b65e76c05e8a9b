import { compareTexts } from '../../i18n/compare.svelte'
import { i18n } from '../../i18n/i18n.svelte'
import type { CatalogueIndicator } from '../../api'

/** What stands where there is no figure: that a small one is withheld, or that nobody reported any. */
export const absent = (isWithheld: boolean | undefined): string =>
  isWithheld ? i18n.m.figures.withheld : i18n.m.list.notReported

/** A value as its indicator writes it, or why there is none. */
export const written = (
  { value, isWithheld }: { value: number | null; isWithheld?: boolean | undefined },
  indicator: CatalogueIndicator,
): string => (value === null ? absent(isWithheld) : i18n.value(value, indicator))

/** How many of a row's communes have no dot, and why. */
export function absentIn({ missing, withheld }: { missing: number; withheld: number }): string[] {
  const { spread } = compareTexts.m
  const { whole } = i18n.f
  return [
    ...(missing > 0 ? [spread.missing(whole(missing))] : []),
    ...(withheld > 0 ? [spread.withheld(whole(withheld))] : []),
  ]
}
