import type { Period } from '#domain/periods'
import type { Value } from '#domain/value'

/** Fewer bytes on a slow line, yet digits enough that a value on a break (a third of 100) stays in its class. */
const short = (value: number | null): number | null => rounded(value, 14)
/** Nothing is classed by a count or a distance: a thousandth of a child in a million is enough. */
const brief = (value: number | null): number | null => rounded(value, 9)

/** Written in digits and read again, which counts, being whole, need not be. */
const rounded = (value: number | null, digits: number): number | null =>
  value === null || (Number.isInteger(value) && Math.abs(value) < 1e9)
    ? value
    : Number(value.toPrecision(digits))

/**
 * Values of many units as columns. What holds for a few units only — a range, an older period, a denominator too
 * small — is listed by place instead of filling columns of its own.
 */
export function columnsOf(values: readonly Value[], period: Period) {
  const listed = <T extends object>(pick: (value: Value) => T | null) =>
    values.flatMap((value, at) => {
      const entry = pick(value)
      return entry === null ? [] : [{ at, ...entry }]
    })
  return {
    value: values.map(({ value }) => short(value)),
    numerator: values.map(({ numerator }) => brief(numerator)),
    denominator: values.map(({ denominator }) => brief(denominator)),
    gap: values.map(({ gap }) => brief(gap)),
    lacking: values.map(({ lacking }) => brief(lacking)),
    status: values.map(({ status }) => status),
    source: values.map(({ sources }) => sources.join(' ')),
    ranges: listed((value) =>
      value.low === value.high && value.reported === value.parts
        ? null
        : {
            low: short(value.low),
            high: short(value.high),
            lackingLeast: brief(value.lackingLeast),
            amongReported: short(value.amongReported),
            reported: value.reported,
            parts: value.parts,
          },
    ),
    asOf: listed((value) => (value.asOf === null || value.asOf === period ? null : { period: value.asOf })),
    withheld: values.flatMap((value, at) => (value.isWithheld ? [at] : [])),
    unstable: values.flatMap((value, at) => (value.unstable ? [at] : [])),
  }
}
