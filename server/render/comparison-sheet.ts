import type { CompareCell, CompareRequest, CompareTable } from '#domain/compare'
import { compareWords } from '#domain/compare-words'
import type { Dataset } from '#domain/dataset'
import type { EquityAnswer, EquityAsked } from '#domain/equity/answer'
import { formatFor } from '#domain/format'
import type { Indicator, IndicatorUnit } from '#domain/indicators'
import type { Language } from '#domain/language'
import { words } from '#domain/words'

/** All that a document of a comparison is made from. */
export type ComparisonDocument = {
  dataset: Dataset
  request: CompareRequest
  table: CompareTable
  equity: { asked: EquityAsked; answer: EquityAnswer }
}

/** How a column of numbers is written; `percent` holds parts of 1. */
export type NumberKind = 'percent' | 'points' | 'per-1000' | 'per-100000' | 'count' | 'signed' | 'text'

export type SheetColumn = {
  /** Indicator the column belongs to; empty for the columns that name the unit. */
  group: string
  heading: string
  kind: NumberKind
}

/** A cell that holds nothing is null: "not reported" is never written as zero. */
export type SheetCell = string | number | null

/** The comparison as one table, the total in the last row. */
export type Sheet = { columns: SheetColumn[]; rows: SheetCell[][] }

type Measured = Omit<SheetColumn, 'group'> & { of: (cell: CompareCell) => SheetCell }

/** One row per unit, the figures of each indicator side by side: what the XLSX and the CSV are written from. */
export function comparisonSheet(document: ComparisonDocument, language: Language): Sheet {
  const { dataset, request, table } = document
  const w = compareWords[language]
  const format = formatFor(language)
  const groups = request.columns.map(({ indicator, target }) => ({
    name:
      indicator.name[language] +
      (target === null
        ? ''
        : ` (${words[language].figures.target(format.value(target.value, indicator.unit))})`),
    measured: measuredOf(indicator, request, language),
  }))
  const nameOf = (unit: CompareTable['rows'][number]['unit'] | null) =>
    unit === null ? w.total : format.unitName(unit)
  const figures = (cells: readonly CompareCell[]) =>
    groups.flatMap(({ measured }, at) => {
      const cell = cells[at]
      return measured.map(({ of }) => (cell === undefined ? null : of(cell)))
    })
  const { total } = table
  return {
    columns: [
      { group: '', heading: w.code, kind: 'text' },
      { group: '', heading: w.unit, kind: 'text' },
      ...groups.flatMap(({ name, measured }) =>
        measured.map(({ heading, kind }) => ({ group: name, heading, kind })),
      ),
    ],
    rows: [
      ...table.rows.map(({ unit, cells }) => [unit.code, nameOf(unit), ...figures(cells)]),
      [
        total.unit?.code ?? '',
        total.unit === null
          ? `${w.total} (${dataset.geographies[request.vintage].vintage})`
          : nameOf(total.unit),
        ...figures(total.cells),
      ],
    ],
  }
}

function measuredOf(indicator: Indicator, { base }: CompareRequest, language: Language): Measured[] {
  const w = compareWords[language]
  const format = formatFor(language)
  const own = kinds[indicator.unit]
  const scale = own === 'percent' ? 1 / 100 : 1
  const scaled = (amount: number | null) => (amount === null ? null : amount * scale)
  const isRate = indicator.denominator !== null
  const values: Measured[] =
    indicator.kind === 'class'
      ? [{ heading: w.value, kind: 'text', of: ({ value }) => classOf(indicator, value.value, language) }]
      : [
          { heading: w.value, kind: own, of: ({ value }) => scaled(value.value) },
          { heading: w.low, kind: own, of: ({ value }) => scaled(value.low) },
          { heading: w.high, kind: own, of: ({ value }) => scaled(value.high) },
        ]
  const counts: Measured[] = isRate
    ? [
        { heading: w.numerator, kind: 'count', of: ({ value }) => value.numerator },
        { heading: w.denominator, kind: 'count', of: ({ value }) => value.denominator },
      ]
    : []
  const gaps: Measured[] =
    indicator.targets.length > 0 && indicator.direction !== 'none'
      ? [
          {
            heading: withUnit(w.gap, indicator, language),
            kind: pointsOf(own),
            of: ({ value }) => value.gap,
          },
          { heading: w.lacking, kind: 'count', of: ({ value }) => value.lacking },
        ]
      : []
  const change: Measured[] =
    base === null || indicator.kind === 'class'
      ? []
      : [
          {
            heading: withUnit(w.change(format.shortPeriod(base)), indicator, language),
            kind: 'signed',
            of: (cell) => cell.change?.value.exact ?? null,
          },
        ]
  const interval: Measured[] = isRate
    ? [
        {
          heading: w.lowEnd,
          kind: own,
          of: ({ interval: ends }) => scaled(ends.kind === 'value' ? ends.low : null),
        },
        {
          heading: w.highEnd,
          kind: own,
          of: ({ interval: ends }) => scaled(ends.kind === 'value' ? ends.high : null),
        },
      ]
    : []
  return [
    ...values,
    ...counts,
    ...gaps,
    ...change,
    ...interval,
    {
      heading: w.notes,
      kind: 'text',
      of: ({ marks }) => marks.map((mark) => w.marks[mark]).join('; ') || null,
    },
  ]
}

const kinds: Record<IndicatorUnit, NumberKind> = {
  percent: 'percent',
  'per-1000': 'per-1000',
  'per-100000': 'per-100000',
  count: 'count',
  class: 'text',
}

/** A distance between percentages is written in points, any other in the unit itself. */
const pointsOf = (kind: NumberKind): NumberKind => (kind === 'percent' ? 'points' : kind)

const withUnit = (heading: string, { unit }: Indicator, language: Language): string =>
  unit === 'percent' ? `${heading} (${compareWords[language].points})` : heading

const classOf = (indicator: Indicator, value: number | null, language: Language): string | null =>
  indicator.classes.find((label) => label.value === value)?.name[language] ?? null
