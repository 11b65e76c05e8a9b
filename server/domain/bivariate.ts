import { classOf, quantileBreaks } from './classify'
import { isMet } from './gap'
import type { Direction } from './indicators'

/** Two values of one unit; null is not reported. */
export type Pair = { first: number | null; second: number | null }

/** Thirds of the units along one indicator; a class of 2 is the third in most need. */
export type Thirds = { breaks: readonly number[]; needOf: (value: number) => number }

/**
 * Splits values into three classes of about equally many units, by need: where more is better the lowest third needs
 * most; where less is better, or an indicator has no direction, the highest.
 */
export function thirdsOf(values: readonly (number | null)[], direction: Direction): Thirds {
  const breaks = quantileBreaks(
    values.filter((value) => value !== null),
    3,
  )
  const top = breaks.length
  return {
    breaks,
    needOf: (value) => {
      const at = classOf(value, breaks) ?? 0
      // values that repeat may leave fewer than three classes: the neediest is then still the strongest
      return direction === 'up' ? 2 - at : at + (2 - top)
    },
  }
}

export const quadrants = ['both', 'first', 'second', 'neither'] as const
/** Which of two targets a unit reaches. */
export type Quadrant = (typeof quadrants)[number]

/** One side of a pair: what it must reach. */
export type Side = { target: number; direction: Direction }

/** Which of the two targets a pair of values reaches; null when a value or a direction is missing. */
export function quadrantOf({ first, second }: Pair, a: Side, b: Side): Quadrant | null {
  const [isFirst, isSecond] = [isMet(first, a.target, a.direction), isMet(second, b.target, b.direction)]
  if (isFirst === null || isSecond === null) return null
  if (isFirst) return isSecond ? 'both' : 'first'
  return isSecond ? 'second' : 'neither'
}
