import type { Measure } from '../measures'

/** Measures that are counted from the reports which were published; nobody is asked for them. */
export const completenessMeasures = [
  'reports_asked',
  'reports_delivered',
  'figures_asked',
  'figures_delivered',
] as const

/** Whether a measure is about the reporting itself. */
export const isOfReporting = (measure: string): boolean =>
  (completenessMeasures as readonly string[]).includes(measure)

/** Whether a measure is one that communes are asked to report. */
export const isAsked = ({ id, kind }: Pick<Measure, 'id' | 'kind'>): boolean =>
  kind !== 'unit' && !isOfReporting(id)
