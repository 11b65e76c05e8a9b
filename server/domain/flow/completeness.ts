import type { Catalogue } from '../indicators'
import type { Measure, Observation } from '../measures'
import { createPeriodSpan } from '../periods'
import type { Unit } from '../units'
import { registerSource } from '../places/register'
import { vintageIn } from './vintage'

/** Source of figures about the reporting itself. */
export const completenessSource = 'reporting'

/** Measures that are counted from the reports which were published; nobody is asked for them. */
export const completenessMeasures = [
  'reports_asked',
  'reports_delivered',
  'figures_asked',
  'figures_delivered',
] as const

/** Whether a measure is one that communes are asked to report. */
export const isAsked = ({ id, kind }: Pick<Measure, 'id' | 'kind'>): boolean =>
  kind !== 'unit' && !(completenessMeasures as readonly string[]).includes(id)

/**
 * How complete the reporting is, as figures of each commune and half-year: whether a report of it was published, of the
 * one that is asked for, and for how many of the measures asked for it gives a figure. A commune of the geography in
 * force is asked, whether or not it delivers; one of the other geography only where it reported all the same, so that
 * what it reported is not lost, and the rest comes through the crosswalk.
 * @param observations all figures that count; those that units sent in are the ones with the status `reported`
 * @returns nothing where the catalogue does not follow the reporting
 */
export function completenessOf(
  observations: readonly Observation[],
  { catalogue, units }: { catalogue: Pick<Catalogue, 'measures'>; units: readonly Unit[] },
): Observation[] {
  const known = new Set(catalogue.measures.map(({ id }) => id))
  if (!completenessMeasures.every((measure) => known.has(measure))) return []
  const communes = units.filter(({ level }) => level === 'commune')
  const codes = new Set(communes.map(keyOf))
  const asked = new Set(catalogue.measures.filter(isAsked).map(({ id }) => id))
  const span = createPeriodSpan()
  const delivered = new Map<string, Set<string>>()
  for (const row of observations) {
    span.add(row.period, codes.has(keyOf(row)))
    if (row.status !== 'reported' || row.source === registerSource || !asked.has(row.measure)) continue
    const key = `${keyOf(row)}/${row.period}`
    delivered.set(key, (delivered.get(key) ?? new Set()).add(row.measure))
  }
  return span.periods().flatMap((period) =>
    communes.flatMap(({ vintage, code }) => {
      const figures = delivered.get(`${keyOf({ vintage, code })}/${period}`)
      if (vintage !== vintageIn(period) && figures === undefined) return []
      const counts = {
        reports_asked: 1,
        reports_delivered: figures === undefined ? 0 : 1,
        figures_asked: asked.size,
        figures_delivered: figures?.size ?? 0,
      }
      return completenessMeasures.map((measure): Observation => ({
        ...{ vintage, code, measure, period, value: counts[measure] },
        ...{ status: 'reported', source: completenessSource },
      }))
    }),
  )
}

const keyOf = ({ vintage, code }: Pick<Unit, 'vintage' | 'code'>): string => `${vintage}/${code}`
