import type { Dataset, Source } from '#domain/dataset'
import type { Format } from '#domain/format'
import type { Indicator } from '#domain/indicators'
import type { MoneyFacts } from '#domain/report/money'
import type { Value } from '#domain/value'
import type { IndicatorFacts, Lagging, ReportFacts } from '#domain/report/facts'
import type { TableKind } from '#domain/report/template'
import { words as shared } from '#domain/words'
import type { ReportTable } from './content'
import type { ReportVoice } from './voice'
import { absent, changeInWords, verdictOf } from './voice'
import type { ReportWords } from './words'
import { overallInWords, spanInWords } from '#domain/figures'

type Made = Omit<ReportTable, 'caption'>

/** A cell: what is printed, and the number behind it. */
type Cell = string | { text: string; number: number | null }

/** One of the tables a template may ask for; null where it would have no row. */
export function tableOf(
  kind: TableKind,
  facts: ReportFacts,
  dataset: Dataset,
  voice: ReportVoice,
): Made | null {
  const made = makers[kind](facts, voice, dataset)
  if (made.rows.length === 0) return null
  const { withheld, withheldNote } = voice.words
  const hides = made.rows.some((row) => row.some((cell) => cell.startsWith(withheld)))
  return hides ? { ...made, notes: [...made.notes, withheldNote] } : made
}

const makers: Record<TableKind, (facts: ReportFacts, voice: ReportVoice, dataset: Dataset) => Made> = {
  overview,
  lagging,
  parts,
  above,
  needs,
  money,
  completeness,
  sources,
}

const table = (head: string[], rows: Cell[][], notes: string[] = []): Made => ({
  notes,
  head,
  rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.text))),
  numbers: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? null : cell.number))),
})

const all = ({ demands }: ReportFacts): IndicatorFacts[] => demands.flatMap(({ indicators }) => indicators)

/** Indicators that can be summed up over an area: all but classes. */
const summable = (facts: ReportFacts) => all(facts).filter(({ indicator }) => indicator.kind !== 'class')

function overview(facts: ReportFacts, voice: ReportVoice): Made {
  const { words, format, nameOf } = voice
  const { columns } = words
  return table(
    [columns.indicator, columns.target, columns.value, columns.previous, columns.year, columns.verdict],
    summable(facts).map((each) => {
      const { indicator, target, summary, point } = each
      return [
        nameOf(indicator),
        target === null
          ? format.none
          : { text: format.value(target.value, indicator.unit), number: target.value },
        {
          text: summary.reportedUnits === 0 ? words.unreported : valueOf(each, voice),
          number: summary.value.value,
        },
        changeInWords(point?.sincePrevious ?? null, indicator, voice) ?? format.none,
        changeInWords(point?.sinceYearAgo ?? null, indicator, voice) ?? format.none,
        words.verdicts[verdictOf(each)],
      ]
    }),
  )
}

const valueOf = ({ indicator, summary }: IndicatorFacts, { language, words }: ReportVoice): string =>
  overallInWords(summary.value, indicator, language) +
  (summary.value.status === null ? '' : words.status[summary.value.status])

/** Communes that lack most of the plan's first indicator, which the caption names. */
function lagging(facts: ReportFacts, { words, format, unitOf }: ReportVoice): Made {
  const { columns } = words
  const [first] = summable(facts)
  return table(
    [columns.unit, columns.value, columns.counts, columns.lacking],
    (first?.lagging ?? []).map(({ unit, value }) => [
      unitOf(unit),
      { text: format.value(value.value, first?.indicator.unit ?? 'count'), number: value.value },
      counted(value, format.count),
      { text: format.count(value.lacking), number: value.lacking },
    ]),
  )
}

const counted = ({ numerator, denominator }: Lagging['value'], count: (value: number | null) => string) =>
  numerator === null || denominator === null ? '–' : `${count(numerator)} / ${count(denominator)}`

/** What the area is made of, with the indicators of the plan's first demands that have figures. */
function parts(facts: ReportFacts, { words, format, nameOf, unitOf }: ReportVoice): Made {
  const shown = summable(facts)
    .filter((each) => each.parts.some(({ value }) => value.reported > 0))
    .slice(0, mostColumns)
  const units = shown[0]?.parts ?? []
  return table(
    [words.columns.unit, ...shown.map(({ indicator }) => nameOf(indicator, indicator.short))],
    units.map(({ unit }, i) => [
      unitOf(unit),
      ...shown.map(({ indicator, parts: each }) => valueCell(each[i]?.value, indicator, words, format)),
    ]),
  )
}

/** More columns than this do not fit on a page. */
const mostColumns = 6

/** The area beside the units that it lies in. */
function above(facts: ReportFacts, { words, format, nameOf, unitOf }: ReportVoice): Made {
  const shown = summable(facts).filter(
    ({ summary, above: units }) =>
      summary.value.reported > 0 || units.some(({ value }) => value.reported > 0),
  )
  return table(
    [words.columns.indicator, ...[facts.area, ...facts.above].map(unitOf)],
    facts.above.length === 0
      ? []
      : shown.map(({ indicator, summary, above: units }) => [
          nameOf(indicator),
          ...[summary.value, ...units.map(({ value }) => value)].map((value) =>
            valueCell(value, indicator, words, format),
          ),
        ]),
  )
}

function valueCell(value: Value | undefined, indicator: Indicator, words: ReportWords, format: Format): Cell {
  const number = value?.value ?? null
  if (number !== null) return { text: format.value(number, indicator.unit), number }
  return { text: absent(value, words), number: null }
}

function needs(facts: ReportFacts, { words, format, language }: ReportVoice): Made {
  const { columns } = words
  const lacking = summable(facts).filter(
    ({ indicator, target, summary }) =>
      indicator.lacking !== null &&
      target !== null &&
      ((summary.lacking ?? 0) > 0 || (summary.lackingLeast ?? 0) > 0),
  )
  return table(
    [columns.thing, columns.target, columns.least, columns.most],
    lacking.map(({ indicator, target, summary }) => [
      indicator.lacking?.[language] ?? '',
      target === null ? format.none : format.value(target.value, indicator.unit),
      { text: format.count(summary.lackingLeast), number: summary.lackingLeast },
      summary.lacking === null
        ? spanInWords(null, null, language)
        : { text: format.count(summary.lacking), number: summary.lacking },
    ]),
  )
}

/** What closing the gaps would cost: from what is certain to the worst case, in million đồng. */
function money({ money: gaps }: ReportFacts, voice: ReportVoice, dataset: Dataset): Made {
  const { words, format, language } = voice
  const { columns } = words
  const million = (amount: number): Cell => ({ text: format.whole(amount), number: amount })
  const sum = (pick: (gap: MoneyFacts) => number) => gaps.reduce((total, gap) => total + pick(gap), 0)
  const rows = gaps.map((gap): Cell[] => [
    gap.intervention.name[language] + (gap.status === 'illustrative' ? words.status.illustrative : ''),
    million(gap.things.least),
    million(gap.things.most),
    gap.unitMillion.least === gap.unitMillion.most
      ? million(gap.unitMillion.most)
      : spanInWords(gap.unitMillion.least, gap.unitMillion.most, language),
    million(gap.costMillion.least),
    million(gap.costMillion.most),
  ])
  const total: Cell[] = [
    words.total,
    '',
    '',
    '',
    million(sum(({ costMillion }) => costMillion.least)),
    million(sum(({ costMillion }) => costMillion.most)),
  ]
  return table(
    [columns.work, columns.least, columns.most, columns.unitCost, columns.costLeast, columns.costMost],
    gaps.length === 0 ? [] : [...rows, total],
    gaps.map((gap) => moneyNote(gap, voice, dataset)),
  )
}

function moneyNote(
  { intervention, indicator, target, unknown, withheld }: MoneyFacts,
  { words, format, language }: ReportVoice,
  dataset: Dataset,
): string {
  const source = dataset.sources.get(intervention.source)
  const goal = target === null ? '' : format.value(target.value, indicator.unit)
  return [
    `${intervention.name[language]}: ${words.countedAgainst(indicator.short[language], goal)}`,
    intervention.note[language],
    source ? `${words.columns.source}: ${source.title} (${source.issuer}, ${dateOf(source)}).` : '',
    unknown > 0 ? words.notCosted(format.whole(unknown)) : '',
    withheld > 0 ? words.notCostedWithheld(format.whole(withheld)) : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function completeness(facts: ReportFacts, { words, format, language, nameOf }: ReportVoice): Made {
  const { columns } = words
  return table(
    [columns.indicator, columns.reported, columns.units, columns.share, columns.status],
    all(facts).map(({ indicator, summary }) => {
      const share = summary.units === 0 ? 0 : (summary.reportedUnits / summary.units) * 100
      const kinds = Object.entries(summary.byStatus).filter(([, count]) => count > 0)
      return [
        nameOf(indicator),
        { text: format.whole(summary.reportedUnits), number: summary.reportedUnits },
        { text: format.whole(summary.units), number: summary.units },
        { text: format.value(share, 'percent'), number: share },
        kinds
          .map(([status, count]) => {
            const name = Object.entries(shared[language].status).find(([key]) => key === status)?.[1]
            return `${name ?? status}: ${format.whole(count)}`
          })
          .join('; ') || words.unreported,
      ]
    }),
  )
}

function sources(facts: ReportFacts, { words }: ReportVoice, dataset: Dataset): Made {
  const { columns } = words
  const used = new Set(all(facts).flatMap(({ summary }) => summary.value.sources))
  const clauses = facts.demands.map(({ demand }) => demand.source)
  const targets = all(facts).flatMap(({ target }) => (target === null ? [] : [target.source]))
  const ids = [...new Set([...clauses, ...targets, ...used])]
  return table(
    [columns.source, columns.issuer, columns.date],
    ids.flatMap((id) => {
      const source = dataset.sources.get(id)
      return source ? [[source.title, source.issuer, dateOf(source)]] : []
    }),
  )
}

/** When a source was issued, as documents write dates: `2024-01-26` → `26/01/2024`, `2025-06` → `06/2025`. */
const dateOf = ({ date }: Source): string =>
  date.replace(/\b(\d{4})-(\d\d)(?:-(\d\d))?\b/g, (_, year: string, month: string, day?: string) =>
    [day, month, year].filter((part) => part !== undefined).join('/'),
  )
