import type { Direction } from './indicators'

/** A rate kept as its two counts. Null is "not reported", which is never zero. */
export type Ratio = { numerator: number | null; denominator: number | null }

/**
 * How many things are still to build, or children to reach, before `target` (0 to 1) is met.
 * Never negative: a unit above its target does not make up for one below. Whole where the counts are whole;
 * counts shared out between units are fractions, and rounding each of them up would change their sum.
 * @param direction `down` for indicators where less is better: then it is how many are too many
 * @returns null when either count is not reported or the indicator has no direction
 */
export function lacking(
  { numerator, denominator }: Ratio,
  target: number,
  direction: Direction = 'up',
): number | null {
  if (numerator === null || denominator === null || direction === 'none') return null
  const short = direction === 'down' ? numerator - target * denominator : target * denominator - numerator
  const whole = Number.isInteger(numerator) && Number.isInteger(denominator)
  // less than a hair is nothing: 0.07 × 100 is 7.000000000000001 in binary
  if (short < 1e-9) return 0
  return whole ? Math.ceil(short - 1e-9) : short
}

/**
 * Distance of a value to its target, in the indicator's own unit; 0 at or beyond the target.
 * @returns null when the value is not reported or the indicator has no direction
 */
export function gap(value: number | null, target: number, direction: Direction): number | null {
  if (value === null || direction === 'none') return null
  return Math.max(0, direction === 'up' ? target - value : value - target)
}

/** Whether a value reaches its target; null when it is not reported or has no direction. */
export function isMet(value: number | null, target: number, direction: Direction): boolean | null {
  const distance = gap(value, target, direction)
  return distance === null ? null : distance <= 1e-9
}
