import type { InputProblem } from '../input-problem'
import type { Plan, Totals } from './answer'
import { planOf, totalsOf } from './answer'
import { build } from './build'
import type { Collision } from './collisions'
import { collisionOf } from './collisions'
import { greedyCounts } from './greedy'
import { broken } from './ledger'
import { allocationProblems } from './problems'
import type { Solver } from './program'
import type { AllocationQuestion, Constraint, Place } from './question'
import type { Exactness } from './solve'
import { solveStages } from './solve'
import type { Counts, Terms } from './terms'
import { termsOf } from './terms'

/** How many of a thing are built where. */
export type Chosen = Place & { count: number }

/** What spending by worth alone would give, beside the best answer. */
export type Greedy = {
  chosen: readonly Chosen[]
  totals: Totals
  /** Rules that it does not keep. */
  broken: readonly Constraint[]
  /** What the best answer has beyond it; negative where another objective was asked for than what is measured. */
  behind: Pick<Totals, 'weightedChildren' | 'children' | 'gapClosed'>
}

/** The whole answer about a budget; plain JSON. */
export type AllocationAnswer =
  /** The question is at fault. */
  | { kind: 'refused'; problems: readonly InputProblem[] }
  /** Its rules cannot be kept together. */
  | { kind: 'infeasible'; collision: Collision }
  /** The time was over before any plan was found. */
  | { kind: 'unsolved'; seconds: number }
  | { kind: 'planned'; chosen: readonly Chosen[]; plan: Plan; exactness: Exactness; greedy: Greedy }

/**
 * What to build with a budget. The same question gives the same answer, whatever order its needs come in; of things
 * that are alike in cost, children, weight and every rule, those of smaller codes are built first. The solver starts
 * from the plan that goes by worth alone where that keeps all rules, so that no answer is worse than it.
 * @throws Error when the solver's plan breaks a rule it was given, which would be a fault of the solver
 */
export function allocate(question: AllocationQuestion, solver: Solver): AllocationAnswer {
  const problems = allocationProblems(question)
  if (problems.length > 0) return { kind: 'refused', problems }
  const terms = termsOf(question)
  const built = build(question, terms)
  const plain = greedyCounts(question, terms)
  const plainBroken = broken(question, terms, plain)
  const start = plainBroken.length === 0 ? plain : null
  const solved = solveStages(built, solver, question.secondsLimit, start)
  if (solved.kind === 'unsolved') return solved
  if (solved.kind === 'infeasible') {
    return { kind: 'infeasible', collision: collisionOf(question, built, solver) }
  }
  const faults = broken(question, terms, solved.counts)
  if (faults.length > 0) throw new Error(`the plan found breaks its own rules: ${JSON.stringify(faults)}`)
  const plan = planOf(question, terms, solved.counts)
  const plainTotals = totalsOf(question, terms, plain)
  return {
    kind: 'planned',
    chosen: chosenFrom(terms, solved.counts),
    plan,
    exactness: solved.exactness,
    greedy: {
      chosen: chosenFrom(terms, plain),
      totals: plainTotals,
      broken: plainBroken,
      behind: behind(plan.totals, plainTotals),
    },
  }
}

const behind = (best: Totals, plain: Totals): Greedy['behind'] => ({
  // both are whole thousandths; their difference in binary may not be
  weightedChildren: Number((best.weightedChildren - plain.weightedChildren).toFixed(3)),
  children: best.children - plain.children,
  gapClosed: best.gapClosed - plain.gapClosed,
})

/** A plan as a list of what is built where, in code order. */
export const chosenFrom = (terms: readonly Terms[], counts: Counts): Chosen[] =>
  terms.flatMap(({ need: { code, intervention } }, i) =>
    (counts[i] ?? 0) > 0 ? [{ code, intervention, count: counts[i] ?? 0 }] : [],
  )
