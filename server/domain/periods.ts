/**
 * A reporting period: a calendar year (`2023`) or a half of one (`2024-H1`, `2024-H2`).
 * Sort them with {@link byTime}: as text, a year would come before its halves.
 */
export type Period = string

const pattern = /^(\d{4})(?:-H([12]))?$/

export const isPeriod = (text: string): boolean => pattern.test(text)
export const isHalfYear = (period: Period): boolean => period.includes('-H')

/** Ends of the periods met so far: there are few, and they are asked for at every figure. */
const ends = new Map<Period, number>()

/** Half-years since year 0 at the end of the period: `2024-H1` → 4049, `2024-H2` and `2024` → 4050. */
export function endOf(period: Period): number {
  const known = ends.get(period)
  if (known !== undefined) return known
  const end = readEnd(period)
  // what an address asks for is bounded nowhere else
  if (ends.size < mostEnds) ends.set(period, end)
  return end
}

const mostEnds = 10_000

function readEnd(period: Period): number {
  const match = pattern.exec(period)
  if (!match)
    throw new RangeError(`"${period}" is not a period: write a year (2024) or a half-year (2024-H1)`)
  return Number(match[1]) * 2 + (match[2] === '1' ? 1 : 2)
}

const halfYearEnding = (end: number): Period => {
  const year = Math.floor((end - 1) / 2)
  return `${year}-H${end - year * 2}`
}

/** The half-year that is `halves` before (or, if negative, after) the end of the given one. */
export const halvesBefore = (period: Period, halves: number): Period => halfYearEnding(endOf(period) - halves)

/** The half-year just before, and the same one a year ago. */
export const previousPeriod = (period: Period): Period => halvesBefore(period, 1)
export const yearBefore = (period: Period): Period => halvesBefore(period, 2)

/**
 * Periods whose report answers a question about `period`, best first:
 * a figure of the whole year stands for its end, so `2023` answers `2023-H2`.
 */
export function answering(period: Period): Period[] {
  return period.endsWith('-H2') ? [period, period.slice(0, 4)] : [period]
}

/** Periods in the order of time; a year after its second half. */
export const byTime = (a: Period, b: Period): number => endOf(a) - endOf(b) || b.length - a.length

/** All half-years from one period to the end of another, oldest first. */
export const halfYearsFrom = (first: Period, last: Period): Period[] =>
  Array.from({ length: Math.max(0, endOf(last) - endOf(first) + 1) }, (_, i) => halvesBefore(first, -i))

/** The earlier of two periods; null takes no part. */
export function older(a: Period | null, b: Period | null): Period | null {
  if (a === null || b === null) return a ?? b
  return byTime(a, b) <= 0 ? a : b
}

/** Gathers figures one by one, and says which half-years they are about. */
export function createPeriodSpan() {
  let first: Period | null = null
  let last: Period | null = null
  return {
    add(period: Period, isCommune: boolean): void {
      if (isCommune && isHalfYear(period)) first = older(first, period)
      if (last === null || byTime(last, period) < 0) last = period
    },
    /** Every half-year from the first report of a commune to the latest figure of any kind, oldest first. */
    periods: (): Period[] => (first === null || last === null ? [] : halfYearsFrom(first, last)),
  }
}
