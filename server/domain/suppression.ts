import type { Indicator } from './indicators'
import type { Value } from './value'
import { unknownValue } from './value'

/** Counts of sensitive matters below this are not made public: they could point at a child. */
export const leastPublicCount = 5

const isSmall = ({ numerator }: Value): boolean => numerator !== null && numerator < leastPublicCount

/**
 * Which values of a sensitive indicator must not be shown: small counts, and where only one is small, the next
 * smallest with it, so that the total of the area does not give it away. Values of other indicators all may be shown.
 * @param values of units that add up to one area
 * @returns for each value whether it is withheld
 */
export function withheld(indicator: Indicator, values: readonly Value[]): boolean[] {
  const hidden = values.map((value) => indicator.sensitive && isSmall(value))
  if (hidden.filter(Boolean).length === 1) {
    const next = values
      .map((value, i) => ({ i, count: value.numerator }))
      .filter(({ i, count }) => count !== null && !hidden[i])
      .sort((a, b) => (a.count ?? 0) - (b.count ?? 0))[0]
    if (next) hidden[next.i] = true
  }
  return hidden
}

/** What is left of a withheld value: that it was reported, and by whom; no figure. */
export const blank = ({ reported, parts, status, sources, asOf }: Value): Value => ({
  ...unknownValue,
  reported,
  parts,
  status,
  sources,
  asOf,
})
