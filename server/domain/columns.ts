import type { ObservationColumn } from './observation-column'
import type { Period } from './periods'
import { answering, endOf } from './periods'
import type { Status } from './status'
import { statuses } from './status'
import type { Vintage } from './units'
import { vintages } from './units'

/** Real figures and made-up ones are kept apart, so that one switch hides the latter. */
export type Layer = 'real' | 'illustrative'

/**
 * A figure as found, with the period it was really reported for.
 * One that is withheld has its key instead of a value, which is then not a number.
 */
export type Cell = { value: number; status: Status; source: string; period: Period; withheld?: string }

/** One measure in one period for all units of a vintage, by unit index. NaN is "not reported". */
type Column = { period: Period; end: number; values: Float64Array; status: Uint8Array; source: Uint32Array }

/** Place of the status in the list of all. */
const madeUp = statuses.indexOf('illustrative')

/** All periods of one measure: by name, and the latest first. */
type Series = { byPeriod: Map<Period, Column>; latestFirst: Column[] }

type Place = { layer: Layer; vintage: Vintage; measure: string; period: Period; index: number }

/**
 * Figures in columns, so that millions of them stay small.
 * @param sizes how many units each vintage has
 * @param sources ids of the sources; figures name theirs by its place in this list
 */
export function createColumns(sizes: Readonly<Record<Vintage, number>>, sources: readonly string[]) {
  const series: Record<Layer, Record<Vintage, Map<string, Series>>> = {
    real: { '2024': new Map(), '2025': new Map() },
    illustrative: { '2024': new Map(), '2025': new Map() },
  }

  function columnFor({ layer, vintage, measure, period }: Place): Column {
    const ofVintage = series[layer][vintage]
    const ofMeasure = ofVintage.get(measure) ?? { byPeriod: new Map<Period, Column>(), latestFirst: [] }
    const existing = ofMeasure.byPeriod.get(period)
    if (existing) return existing
    const size = sizes[vintage]
    const column = {
      period,
      end: endOf(period),
      values: new Float64Array(size).fill(NaN),
      status: new Uint8Array(size),
      source: new Uint32Array(size),
    }
    ofVintage.set(measure, ofMeasure)
    ofMeasure.byPeriod.set(period, column)
    // where a half-year and its year both reported, the half-year comes first, as in `answering`
    ofMeasure.latestFirst.push(column)
    ofMeasure.latestFirst.sort((a, b) => b.end - a.end || b.period.length - a.period.length)
    return column
  }

  function cellOf(column: Column | undefined, index: number): Cell | null {
    const value = column?.values[index]
    if (column === undefined || value === undefined || Number.isNaN(value)) return null
    return {
      value,
      status: statuses[column.status[index] ?? 0] ?? 'estimated',
      source: sources[column.source[index] ?? 0] ?? '',
      period: column.period,
    }
  }

  /** Whether a made-up figure stands at a place where no real one answers for its period. */
  function isBare(vintage: Vintage, measure: string, column: Column, carries: boolean): boolean {
    return column.values.some(
      (value, index) =>
        !Number.isNaN(value) &&
        cellAt({ layer: 'real', vintage, measure, period: column.period, index }, carries) === null,
    )
  }

  /**
   * The figure that answers for a period, or null.
   * @param carries whether an earlier figure holds until a later one replaces it
   */
  function cellAt({ layer, vintage, measure, period, index }: Place, carries: boolean): Cell | null {
    const found = series[layer][vintage].get(measure)
    if (!found) return null
    for (const candidate of answering(period)) {
      const cell = cellOf(found.byPeriod.get(candidate), index)
      if (cell) return cell
    }
    if (!carries) return null
    const end = endOf(period)
    for (const column of found.latestFirst) {
      if (column.end > end) continue
      const cell = cellOf(column, index)
      if (cell) return cell
    }
    return null
  }

  return {
    /** Keeps a figure; a later one of the same place replaces it. */
    put(place: Place, value: number, status: Status, source: number): void {
      const column = columnFor(place)
      column.values[place.index] = value
      column.status[place.index] = statuses.indexOf(status)
      column.source[place.index] = source
    },

    /**
     * Keeps the figures of many units at once, as {@link put} does one by one.
     * @param at indexes of the units
     * @param sourceAt places of the sources in our list, by the column's own
     */
    putColumn(
      { vintage, measure, period, values, status, source }: ObservationColumn,
      at: Int32Array,
      sourceAt: Uint32Array,
    ): void {
      const place = { vintage, measure, period, index: 0 }
      const into: Partial<Record<Layer, Column>> = {}
      for (let i = 0; i < values.length; i++) {
        const value = values[i] ?? NaN
        if (Number.isNaN(value)) continue
        const layer: Layer = status[i] === madeUp ? 'illustrative' : 'real'
        const column = (into[layer] ??= columnFor({ ...place, layer }))
        const index = at[i] ?? -1
        column.values[index] = value
        column.status[index] = status[i] ?? 0
        column.source[index] = sourceAt[source[i] ?? 0] ?? 0
      }
    },

    cellAt,

    /**
     * Measures of which a made-up figure is still an answer: those that real figures replaced everywhere are not.
     * @param carries whether a measure's earlier figure holds until a later one replaces it
     */
    madeUpMeasures(carries: (measure: string) => boolean): Set<string> {
      const measures = new Set<string>()
      for (const vintage of vintages) {
        for (const [measure, { latestFirst }] of series.illustrative[vintage]) {
          if (latestFirst.some((column) => isBare(vintage, measure, column, carries(measure)))) {
            measures.add(measure)
          }
        }
      }
      return measures
    },
  }
}
