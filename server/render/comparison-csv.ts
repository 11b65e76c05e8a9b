import type { Language } from '#domain/language'
import type { ComparisonDocument } from './comparison-sheet'
import { comparisonSheet } from './comparison-sheet'
import { csvOf } from './csv'

/** The comparison as CSV, one line per unit. */
export function comparisonCsv(document: ComparisonDocument, language: Language): string {
  const { columns, rows } = comparisonSheet(document, language)
  const header = columns.map(({ group, heading }) => (group === '' ? heading : `${group}: ${heading}`))
  return csvOf([header, ...rows])
}
