import type { CoverageRow } from '#domain/allocation/coverage'
import type { Funded, Plan } from '#domain/allocation/answer'
import { budgetWords, money } from '#domain/budget-words'
import { formatFor } from '#domain/format'
import type { Language } from '#domain/language'
import { words } from '#domain/words'
import type { BudgetDocument } from '../budget-xlsx'
import { namesOf } from '../budget-xlsx'
import { annexWords } from './words'

/** What the annex says, the same in every format. */
export type Annex = {
  language: Language
  title: string
  name: string
  /** Printed large where figures are made up; null where all are real. */
  mark: string | null
  asked: readonly (readonly [string, string])[]
  rows: readonly (readonly string[])[]
  totals: readonly string[]
  /** Coverage of communes in the kind that the maps show; null where there is no list. */
  maps: { title: string; before: string; after: string; communes: readonly CoverageRow[] } | null
  notes: readonly string[]
  link: string
}

/** Communes that go on the page with all else; the others are summed in one row. */
const mostRows = 24

/** One page about a budget. @param link where the question can be opened again */
export function annexOf(document: BudgetDocument, link: string, language: Language): Annex {
  const w = annexWords[language]
  const { answer, name } = document
  const plan = answer.answer.kind === 'planned' ? answer.answer.plan : null
  const { status } = answer
  return {
    language,
    title: w.title,
    name: name ?? w.unsaved,
    mark:
      status === null || status === 'official' || status === 'reported'
        ? null
        : `${words[language].status[status]}: ${words[language].statusHint[status]}`,
    asked: askedOf(document, language),
    rows: plan ? rowsOf(document, plan, language) : [],
    totals: plan ? totalsOf(plan, language) : [],
    maps: plan && mapsOf(document, plan, language),
    notes: notesOf(document, language),
    link,
  }
}

function askedOf(document: BudgetDocument, language: Language): [string, string][] {
  const { priority, answer, dataset } = document
  const { asked } = answer
  const w = annexWords[language]
  const format = formatFor(language)
  const { kind } = namesOf(document, language)
  const rule = (id: string) => priority.rules.find((one) => one.id === id)?.name[language] ?? id
  const weights = priority.criteria
    .filter(({ id }) => (asked.weights[id] ?? 0) > 0)
    .map(
      ({ id, name }) =>
        `${name[language]} ${format.count(Math.round((asked.weights[id] ?? 0) * 1000) / 10)} %`,
    )
  const minimums = asked.minimums.flatMap(({ intervention, things, percent }) => [
    ...(things === null ? [] : [w.atLeast(format.whole(things), kind(intervention))]),
    ...(percent === null ? [] : [w.shareOf(format.whole(percent), kind(intervention))]),
  ])
  const lines: [string, string | null][] = [
    [w.asked.budget, money(asked.budgetMillion, language)],
    [w.asked.objective, budgetWords[language].objectives[asked.objective]],
    [w.asked.share, asked.share && w.shareOf(format.whole(asked.share.percent), rule(asked.share.rule))],
    [w.asked.first, asked.firstEverywhere && kind(asked.firstEverywhere)],
    [w.asked.minimums, minimums.join('; ') || null],
    [w.asked.land, asked.landRule === 'any' ? null : w.lands[asked.landRule]],
    [w.asked.rules, asked.rules.map((id, i) => `(${i + 1}) ${rule(id)}`).join(' ') || null],
    [w.asked.weights, weights.join('; ') || null],
    [
      w.asked.figures,
      w.figures(format.period(asked.period), String(answer.dataVersion || dataset.version), asked.vintage),
    ],
  ]
  return lines.flatMap(([label, text]): [string, string][] => (text === null ? [] : [[label, text]]))
}

type ByCommune = { code: string; district: string; lines: readonly Funded[]; cost: number; children: number }

/** One line a commune, the dearest first, then by code. */
function byCommune({ funded }: Plan): ByCommune[] {
  const groups = new Map<string, Funded[]>()
  for (const line of funded) groups.set(line.code, [...(groups.get(line.code) ?? []), line])
  return [...groups.values()]
    .flatMap((lines): ByCommune[] => {
      const [first] = lines
      if (!first) return []
      const sum = (of: (line: Funded) => number) => lines.reduce((total, line) => total + of(line), 0)
      const cost = sum(({ costMillion }) => costMillion)
      return [
        {
          code: first.code,
          district: first.district,
          lines,
          cost,
          children: sum(({ children }) => children),
        },
      ]
    })
    .sort((a, b) => b.cost - a.cost || (a.code < b.code ? -1 : 1))
}

function rowsOf(document: BudgetDocument, plan: Plan, language: Language): string[][] {
  const w = annexWords[language]
  const { whole } = formatFor(language)
  const names = namesOf(document, language)
  const communes = byCommune(plan)
  const shown = communes.length > mostRows ? communes.slice(0, mostRows - 1) : communes
  const rest = communes.slice(shown.length)
  const sum = (some: readonly ByCommune[], of: 'cost' | 'children') =>
    whole(some.reduce((total, one) => total + one[of], 0))
  const things = (lines: readonly Funded[]) => {
    const counts = new Map<string, number>()
    for (const { intervention, count } of lines) {
      counts.set(intervention, (counts.get(intervention) ?? 0) + count)
    }
    return [...counts].map(([kind, count]) => w.things(whole(count), names.kind(kind))).join('; ')
  }
  const row = (some: readonly ByCommune[]) => [
    things(some.flatMap(({ lines }) => lines)),
    sum(some, 'cost'),
    sum(some, 'children'),
  ]
  return [
    ...shown.map((one, i) => [String(i + 1), names.unit(one.code), names.unit(one.district), ...row([one])]),
    ...(rest.length === 0 ? [] : [['', w.rest(whole(rest.length)), '', ...row(rest)]]),
    ['', w.total, '', ...row(communes)],
  ]
}

function totalsOf({ totals }: Plan, language: Language): string[] {
  const percent = `${formatFor(language).count(Math.round(totals.gapClosed * 1000) / 10)} %`
  return [
    annexWords[language].totals(
      money(totals.spentMillion, language),
      money(totals.leftoverMillion, language),
      percent,
    ),
  ]
}

function mapsOf(document: BudgetDocument, { coverage }: Plan, language: Language): Annex['maps'] {
  const w = annexWords[language]
  const kind = document.answer.asked.interventions[0]
  const whole = coverage.whole.find(({ intervention }) => intervention === kind)
  if (kind === undefined || !whole) return null
  const share = (part: number) =>
    whole.children === 0
      ? '–'
      : `${formatFor(language).count(Math.round((1000 * part) / whole.children) / 10)} %`
  return {
    title: w.maps(namesOf(document, language).kind(kind)),
    before: w.before(share(whole.before)),
    after: w.after(share(whole.after)),
    communes: coverage.communes.filter(({ intervention }) => intervention === kind),
  }
}

function notesOf({ answer, dataset }: BudgetDocument, language: Language): string[] {
  const w = annexWords[language]
  const { answer: found, kinds } = answer
  if (found.kind !== 'planned') return [w.none]
  const gap = formatFor(language).count(Math.round(found.exactness.gapPercent * 100) / 100)
  const sources = new Set(kinds.map(({ source }) => dataset.sources.get(source)?.title ?? source))
  return [
    found.exactness.isProved ? w.proved : w.notProved(gap),
    w.estimate,
    `${w.sources}: ${[...sources].join('; ')}.`,
  ]
}
