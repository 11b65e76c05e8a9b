import type { Catalogue } from '#domain/indicators'
import type { Row } from './coverage'

/** The rows as CSV: one column per measure in the catalogue's order, an empty cell for what is not reported. */
export function tableOf(rows: readonly Row[], catalogue: Catalogue): string {
  const used = new Set(rows.flatMap((row) => Object.keys(row.counts)))
  const measures = catalogue.measures.map((measure) => measure.id).filter((measure) => used.has(measure))
  const lines = rows.map(({ vintage, code, period, counts }) =>
    [vintage, code, period, ...measures.map((measure) => counts[measure] ?? '')].join(','),
  )
  return [['vintage', 'code', 'period', ...measures].join(','), ...lines, ''].join('\n')
}
