import type { AllocationRequest } from '#domain/allocation/request'
import type { BudgetColours } from '#domain/budget-colours'
import { priorityProblems } from '#domain/priority/question'
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

/** Colours as the map takes them; what is planned has no status of its own. */
export const paintsOf = ({ colours }: BudgetColours): ReadonlyMap<string, Paint> =>
  new Map([...colours].map(([code, colour]) => [code, { colour, status: null }]))

/** An answer that has a plan. */
export type PlannedAnswer = Extract<BudgetAnswer['answer'], { kind: 'planned' }>

/** The plan of an answer, if it has one. */
export const plannedOf = (answer: BudgetAnswer | null): PlannedAnswer | null =>
  answer?.answer.kind === 'planned' ? answer.answer : null
