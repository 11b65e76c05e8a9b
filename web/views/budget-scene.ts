import type { BudgetColours } from '#domain/budget-colours'
import { priorityProblems } from '#domain/priority/question'
import type { Chosen } from '#domain/view/budget-question'
import type { BudgetAnswer, PriorityFigures } from '../api'
import type { Paint } from '../map/paint'

/** The choice for the worker; null when the address holds one that cannot be ranked, which the server explains. */
export function rankable({ weights, rules, end }: Chosen, { settings, units }: PriorityFigures) {
  const known = rules.flatMap((id) => settings.rules.find((rule) => rule.id === id) ?? [])
  const choice = { rules: known, weights, end }
  const isSound = priorityProblems({ ...choice, units, criteria: settings.criteria }).length === 0
  return isSound && known.length === rules.length ? choice : null
}

/** Colours as the map takes them; what is planned has no status of its own. */
export const paintsOf = ({ colours }: BudgetColours): ReadonlyMap<string, Paint> =>
  new Map([...colours].map(([code, colour]) => [code, { colour, status: null }]))

/** An answer that has a plan. */
export type PlannedAnswer = Extract<BudgetAnswer['answer'], { kind: 'planned' }>

/** The plan of an answer, if it has one. */
export const plannedOf = (answer: BudgetAnswer | null): PlannedAnswer | null =>
  answer?.answer.kind === 'planned' ? answer.answer : null
