import type { Catalogue } from '../indicators'
import type { Observation } from '../measures'
import type { Figures, ObservationColumn } from '../observation-column'
import { createFinder, isColumn } from '../observation-column'
import type { Period } from '../periods'
import { createPeriodSpan } from '../periods'
import { statuses } from '../status'
import type { Unit, Vintage } from '../units'
import { vintages } from '../units'
import { registerSource } from '../places/register'
import { completenessMeasures, isAsked } from './asked'
import { vintageIn } from './vintage'

/** Source of figures about the reporting itself. */
export const completenessSource = 'reporting'

/**
 * How complete the reporting is, as figures of each commune and half-year: whether a report of it was published, of the
 * one that is asked for, and for how many of the measures asked for it gives a figure. A commune of the geography in
 * force is asked, whether or not it delivers; one of the other geography only where it reported all the same, so that
 * what it reported is not lost, and the rest comes through the crosswalk.
 * @param figures all figures that count; those that units sent in are the ones with the status `reported`
 * @returns nothing where the catalogue does not follow the reporting
 */
export function completenessOf(
  figures: Figures,
  { catalogue, units }: { catalogue: Pick<Catalogue, 'measures'>; units: readonly Unit[] },
): ObservationColumn[] {
  const known = new Set(catalogue.measures.map(({ id }) => id))
  if (!completenessMeasures.every((measure) => known.has(measure))) return []
  const asked = catalogue.measures.filter(isAsked).map(({ id }) => id)
  const tallies = { '2024': tallyFor('2024', units, asked), '2025': tallyFor('2025', units, asked) }
  const span = createPeriodSpan()
  for (const one of figures) {
    const tally = tallies[one.vintage]
    if (isColumn(one)) tally.addColumn(one, span)
    else tally.add(one, span)
  }
  return span
    .periods()
    .flatMap((period) =>
      vintages.flatMap((vintage) => tallies[vintage].columnsOf(period, vintage === vintageIn(period))),
    )
}

type Span = ReturnType<typeof createPeriodSpan>

/** Counts what the communes of one vintage delivered. */
function tallyFor(vintage: Vintage, units: readonly Unit[], asked: readonly string[]) {
  const codes = units.flatMap((unit) =>
    unit.vintage === vintage && unit.level === 'commune' ? [unit.code] : [],
  )
  const placeOf = new Map(codes.map((code, place) => [code, place]))
  const numberOf = new Map(asked.map((measure, number) => [measure, number]))
  const placesOf = createFinder(placeOf)
  /** For each measure asked for, in a period, a mark at the place of each commune that delivered it. */
  const delivered = new Map<Period, readonly Uint8Array[]>()
  const marksOf = (period: Period, number: number): Uint8Array | undefined => {
    const marks = delivered.get(period) ?? asked.map(() => new Uint8Array(codes.length))
    delivered.set(period, marks)
    return marks[number]
  }

  return {
    add({ code, measure, period, status, source }: Observation, span: Span): void {
      const place = placeOf.get(code)
      span.add(period, place !== undefined)
      const number = numberOf.get(measure)
      if (place === undefined || number === undefined) return
      if (status === 'reported' && source !== registerSource)
        marksOf(period, number)?.fill(1, place, place + 1)
    },

    addColumn(
      { measure, period, units, values, status, source, sources }: ObservationColumn,
      span: Span,
    ): void {
      const number = numberOf.get(measure)
      const marks = number === undefined ? undefined : marksOf(period, number)
      const register = sources.indexOf(registerSource)
      const at = placesOf(units)
      let [hasAny, hasCommune] = [false, false]
      for (let i = 0; i < at.length; i++) {
        if (Number.isNaN(values[i])) continue
        const place = at[i] ?? -1
        hasAny = true
        if (place < 0) continue
        hasCommune = true
        if (marks && status[i] === reported && source[i] !== register) marks[place] = 1
      }
      if (hasAny) span.add(period, hasCommune)
    },

    /** @param isInForce whether all communes are asked, or only those that delivered are followed */
    columnsOf(period: Period, isInForce: boolean): ObservationColumn[] {
      const counts = new Float64Array(codes.length)
      for (const marks of delivered.get(period) ?? []) {
        for (let place = 0; place < counts.length; place++)
          counts[place] = (counts[place] ?? 0) + (marks[place] ?? 0)
      }
      if (!isInForce && !counts.some((count) => count > 0)) return []
      const figures = {
        reports_asked: () => 1,
        reports_delivered: (count: number) => Math.min(1, count),
        figures_asked: () => asked.length,
        figures_delivered: (count: number) => count,
      }
      const about = {
        ...{ vintage, period, units: codes, sources: [completenessSource] },
        status: new Uint8Array(codes.length).fill(reported),
        source: new Uint32Array(codes.length),
      }
      return completenessMeasures.map((measure) => ({
        ...about,
        measure,
        values: counts.map((count) => (isInForce || count > 0 ? figures[measure](count) : NaN)),
      }))
    },
  }
}

const reported = statuses.indexOf('reported')
