import type { Period } from '#domain/periods'
import type { Value } from '#domain/value'

type UnitValue = { code: string; value: Value }

/** Fewer bytes on a slow line, yet digits enough that a value on a break (a third of 100) stays in its class. */
const short = (value: number | null): number | null => rounded(value, 14)
/** Nothing is classed by a count or a distance: a thousandth of a child in a million is enough. */
const brief = (value: number | null): number | null => rounded(value, 9)

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Number(value.toPrecision(digits))

/**
 * Values of many units as columns. What holds for a few units only — a range, an older period,
 * a denominator too small — is listed by place instead of filling columns of its own.
 */
export function columnsOf(rows: readonly UnitValue[], period: Period) {
  const column = (pick: (value: Value) => number | null) => rows.map(({ value }) => pick(value))
  const listed = <T extends object>(pick: (value: Value) => T | null) =>
    rows.flatMap(({ value }, at) => {
      const entry = pick(value)
      return entry === null ? [] : [{ at, ...entry }]
    })
  return {
    code: rows.map(({ code }) => code),
    value: column((value) => short(value.value)),
    numerator: column((value) => brief(value.numerator)),
    denominator: column((value) => brief(value.denominator)),
    gap: column((value) => brief(value.gap)),
    lacking: column((value) => brief(value.lacking)),
    status: rows.map(({ value }) => value.status),
    source: rows.map(({ value }) => value.sources.join(' ')),
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
    withheld: rows.flatMap(({ value }, at) => (value.isWithheld ? [at] : [])),
    unstable: rows.flatMap(({ value }, at) => (value.unstable ? [at] : [])),
  }
}
