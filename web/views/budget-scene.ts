import type { CoverageRow } from '#domain/allocation/coverage'
import type { Plan } from '#domain/allocation/answer'
import type { AllocationRequest } from '#domain/allocation/request'
import { coloursOf } from '#domain/palette'
import { priorityProblems } from '#domain/priority/question'
import type { Explanation } from '#domain/priority/rank'
import type { Vintage } from '#domain/units'
import type { BudgetAnswer, BudgetQuestion, PriorityFigures } from '../api'
import type { Paint } from '../map/paint'
import type { Budget } from '#domain/view/budget'

/** The choices of the page with all that a preset fills in. */
export type Chosen = {
  preset: PriorityFigures['settings']['presets'][number] | undefined
  weights: Readonly<Record<string, number>>
  rules: readonly string[]
  end: 'worst' | 'best'
  kinds: readonly string[]
}

/** What is chosen, filled in from the preset and from what is usual. */
export function chosenOf(budget: Budget, { settings, interventions }: PriorityFigures): Chosen {
  const preset = settings.presets.find(({ id }) => id === budget.preset) ?? settings.presets[0]
  const wanted = budget.weights ?? preset?.weights ?? {}
  return {
    preset,
    weights: Object.fromEntries(settings.criteria.map(({ id }) => [id, wanted[id] ?? 0])),
    rules: budget.rules ?? preset?.rules ?? [],
    end: budget.end ?? preset?.end ?? 'worst',
    kinds: budget.kinds ?? interventions.filter(({ usual }) => usual).map(({ id }) => id),
  }
}

/** The choice for the worker; null when the address holds one that cannot be ranked, which the server explains. */
export function rankable({ weights, rules, end }: Chosen, { settings, units }: PriorityFigures) {
  const known = rules.flatMap((id) => settings.rules.find((rule) => rule.id === id) ?? [])
  const choice = { rules: known, weights, end }
  const isSound = priorityProblems({ ...choice, units, criteria: settings.criteria }).length === 0
  return isSound && known.length === rules.length ? choice : null
}

type Figures = { vintage: Vintage; period: string; area: string | null; illustrative: boolean }

/** A question in which nothing is left to be filled in but the area, when it is the province. */
export type PlannedQuestion = Omit<AllocationRequest, 'area' | 'landReady' | 'secondsLimit'> & {
  area?: string
}

/** The question for the server. */
export function questionOf(budget: Budget, chosen: Chosen, figures: Figures) {
  const { vintage, period, area, illustrative } = figures
  return {
    vintage,
    period,
    ...(area === null ? {} : { area }),
    illustrative,
    rules: [...chosen.rules],
    weights: { ...chosen.weights },
    end: chosen.end,
    budgetMillion: budget.budgetMillion,
    objective: budget.objective,
    weighting: budget.weighting,
    interventions: [...chosen.kinds],
    // a changed cost or a first one of a kind that is not looked at means nothing
    costs: budget.costs.filter(({ intervention }) => chosen.kinds.includes(intervention)),
    share: budget.share.percent === 0 ? null : { ...budget.share },
    firstEverywhere: budget.first !== null && chosen.kinds.includes(budget.first) ? budget.first : null,
    districts: [...budget.districts],
    minimums: budget.minimums.filter(({ intervention }) => chosen.kinds.includes(intervention)),
    landRule: budget.land,
    pinned: [...budget.pinned],
    excluded: [...budget.excluded],
    promised: [...budget.promised],
  } satisfies BudgetQuestion & PlannedQuestion
}

/** A class of the map: its colour and how many communes are in it. */
export type MapClass = {
  colour: string | null
  /** Ends of the class in what it counts; `to` null has no upper end. */
  from: number
  to: number | null
  count: number
}
export type BudgetPaints = { paints: ReadonlyMap<string, Paint>; classes: readonly MapClass[] }

const uncoloured: Paint = { colour: null, status: null }
export const calm = '#eef2f4'

/** Paints communes by a number: classes are those between ascending `starts`. */
export function paintsBy(
  codes: readonly string[],
  valueOf: (code: string) => number | null,
  starts: readonly number[],
  colours: readonly string[],
): BudgetPaints {
  const classOf = (value: number) => starts.findLastIndex((start) => value >= start)
  const counts = starts.map(() => 0)
  let unknown = 0
  const paints = new Map(
    codes.map((code): [string, Paint] => {
      const value = valueOf(code)
      if (value === null) {
        unknown += 1
        return [code, uncoloured]
      }
      const at = classOf(value)
      counts[at] = (counts[at] ?? 0) + 1
      return [code, { colour: colours[at] ?? calm, status: null }]
    }),
  )
  const classes = starts.map((from, at): MapClass => ({
    colour: colours[at] ?? calm,
    from,
    to: starts[at + 1] ?? null,
    count: counts[at] ?? 0,
  }))
  return {
    paints,
    classes: unknown === 0 ? classes : [...classes, { colour: null, from: 0, to: null, count: unknown }],
  }
}

/** By place in the ranking: the first ten strongest. */
export function rankPaints(ranking: readonly Explanation[]): BudgetPaints {
  const places = new Map(ranking.map(({ code, place }) => [code, place]))
  return paintsBy(
    [...places.keys()],
    (code) => places.get(code) ?? null,
    [1, 11, 26, 51],
    coloursOf('quantile', 'up', 4),
  )
}

/** By how many things a plan builds. */
export function builtPaints(codes: readonly string[], { funded }: Plan): BudgetPaints {
  const counts = new Map<string, number>()
  for (const { code, count } of funded) counts.set(code, (counts.get(code) ?? 0) + count)
  return paintsBy(
    codes,
    (code) => counts.get(code) ?? 0,
    [0, 1, 3, 6, 11],
    [calm, ...coloursOf('quantile', 'none', 5).slice(1)],
  )
}

/** By the share of children reached in one kind, before or after a plan. */
export function coveragePaints(
  codes: readonly string[],
  rows: readonly CoverageRow[],
  kind: string,
  when: 'before' | 'after',
): BudgetPaints {
  const byCode = new Map(
    rows.filter(({ intervention }) => intervention === kind).map((row) => [row.code, row]),
  )
  return paintsBy(
    codes,
    (code) => {
      const row = byCode.get(code)
      if (!row) return null
      return row.children === 0 ? 100 : (100 * row[when]) / row.children
    },
    [0, 25, 50, 75, 100],
    coloursOf('target', 'up', 5),
  )
}

/** An answer that has a plan. */
export type PlannedAnswer = Extract<BudgetAnswer['answer'], { kind: 'planned' }>

/** The plan of an answer, if it has one. */
export const plannedOf = (answer: BudgetAnswer | null): PlannedAnswer | null =>
  answer?.answer.kind === 'planned' ? answer.answer : null
