import type { Observation } from './measures'
import type { Period } from './periods'
import { statuses } from './status'
import type { Vintage } from './units'

/** One measure in one period for many units: as much as a row for each of them, in a few bytes. */
export type ObservationColumn = {
  vintage: Vintage
  measure: string
  period: Period
  /** Codes of the units; columns of one file share the list. */
  units: readonly string[]
  /** By the place of the unit; NaN is "not reported". */
  values: Float64Array
  /** Places in `statuses`. */
  status: Uint8Array
  /** Places in `sources`. */
  source: Uint32Array
  /** Ids. */
  sources: readonly string[]
}

/** Figures in the order in which they replace each other: row by row, or a column at once. */
export type Figures = Iterable<Observation | ObservationColumn>

export const isColumn = (figures: Observation | ObservationColumn): figures is ObservationColumn =>
  'values' in figures

/** Finds the places of units by their codes, once for each list of them, which columns share; -1 where there is none. */
export function createFinder(placeOf: ReadonlyMap<string, number>) {
  const known = new Map<readonly string[], Int32Array>()
  return (units: readonly string[]): Int32Array => {
    const found = known.get(units) ?? Int32Array.from(units, (code) => placeOf.get(code) ?? -1)
    known.set(units, found)
    return found
  }
}

/** The same figures row by row. */
export function* rowsIn(figures: Figures): Generator<Observation> {
  for (const one of figures) {
    if (!isColumn(one)) {
      yield one
      continue
    }
    const { vintage, measure, period, units, values, status, source, sources } = one
    for (const [place, code] of units.entries()) {
      const value = values[place] ?? NaN
      if (Number.isNaN(value)) continue
      yield {
        ...{ vintage, code, measure, period, value },
        status: statuses[status[place] ?? 0] ?? 'estimated',
        source: sources[source[place] ?? 0] ?? '',
      }
    }
  }
}
