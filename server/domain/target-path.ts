import type { Target } from './indicators'
import type { Period } from './periods'
import { endOf } from './periods'

/** A point of a path: half-years since year 0 at the end of the period (see `endOf`), and a value. */
export type PathPoint = { end: number; value: number }

/**
 * The straight way from where a unit stood to its target at the end of the target's year, then level.
 * A target without a year is due at once: the path is level from the start.
 * @param until the last period that is drawn
 */
export function targetPath(
  start: { period: Period; value: number },
  { value, year }: Target,
  until: Period,
): PathPoint[] {
  const [from, to] = [endOf(start.period), endOf(until)]
  const due = year === null ? from : endOf(String(year))
  if (due <= from) {
    return [
      { end: from, value },
      { end: to, value },
    ]
  }
  const wayAt = (end: number) => start.value + ((value - start.value) * (end - from)) / (due - from)
  const first = { end: from, value: start.value }
  if (due >= to) return [first, { end: to, value: wayAt(to) }]
  return [first, { end: due, value }, { end: to, value }]
}
