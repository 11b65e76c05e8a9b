import { equityMeasure, equityMeasureIds } from '#domain/equity/measures'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { reasons } from '#domain/outcome'
import type { ComparisonDocument, SheetCell } from './comparison-sheet'
import { comparisonDocumentWords } from './comparison-words'

export type NotesSection = { title: string; rows: SheetCell[][] }

/** What was asked, how to read it, what each indicator means, and where the figures come from. */
export function comparisonNotes(document: ComparisonDocument, language: Language): NotesSection[] {
  const { dataset, request, table } = document
  const w = comparisonDocumentWords[language]
  const format = formatFor(language)
  const measureName = (id: string | null) =>
    id === null ? '' : (dataset.measures.get(id)?.name[language] ?? id)
  return [
    { title: w.asked.title, rows: askedRows(document, language) },
    { title: w.reading.title, rows: w.reading.rows.map((row) => [row]) },
    {
      title: w.definitions.title,
      rows: [
        [...w.definitions.head],
        ...request.columns.map(({ indicator, target }) => [
          indicator.name[language],
          indicator.description[language],
          measureName(indicator.numerator),
          measureName(indicator.denominator),
          target === null
            ? null
            : `${format.value(target.value, indicator.unit)} – ${target.clause[language]}`,
        ]),
      ],
    },
    {
      title: w.sources.title,
      rows: [
        [...w.sources.head],
        ...sourcesOf(table).flatMap((id) => {
          const source = dataset.sources.get(id)
          return source ? [[source.id, source.title, source.issuer, source.date, source.url]] : []
        }),
      ],
    },
  ]
}

function askedRows(
  { dataset, request, equity, table }: ComparisonDocument,
  language: Language,
): SheetCell[][] {
  const { asked, equity: e } = comparisonDocumentWords[language]
  const format = formatFor(language)
  const { question, ranking } = equity.asked
  const rank = dataset.indicators.get(ranking.id)
  const rows: SheetCell[][] = [
    [asked.vintage, request.vintage],
    [asked.period, format.period(request.period)],
    [asked.base, request.base === null ? asked.none : format.period(request.base)],
    [asked.units, table.rows.map(({ unit }) => format.unitName(unit)).join('; ')],
    [asked.illustrative, request.illustrative ? asked.shown : asked.hidden],
    [e.of, question.indicator.name[language]],
    [e.rank, rank?.name[language] ?? ranking.id],
    [asked.version, dataset.version],
    [asked.published, format.date(dataset.publishedAt)],
  ]
  if (equity.answer.kind === 'value') {
    const { seed, draws } = equity.answer.equity.bootstrap
    rows.push([asked.seed, seed], [asked.draws, draws])
  }
  return rows
}

const sourcesOf = ({ rows, total }: ComparisonDocument['table']): string[] =>
  [...new Set([...rows, total].flatMap(({ cells }) => cells.flatMap(({ value }) => value.sources)))].sort()

/** Every measure of equity with its interval, its sentence, its formula and its source; else the reason why not. */
export function equityRows({ equity: { answer } }: ComparisonDocument, language: Language): SheetCell[][] {
  return equityMeasureIds.map((id) => {
    const { name, formula, source } = equityMeasure(id)
    if (answer.kind === 'unavailable') {
      return [name[language], null, null, null, reasons[answer.reason][language], formula[language], source]
    }
    const figure = answer.equity.measures[id]
    const [value, low, high] =
      figure.kind === 'value'
        ? [figure.value, figure.interval?.low ?? null, figure.interval?.high ?? null]
        : [null, null, null]
    return [name[language], value, low, high, answer.readings[id][language], formula[language], source]
  })
}
